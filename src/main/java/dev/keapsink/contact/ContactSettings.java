package dev.keapsink.contact;

import org.jspecify.annotations.Nullable;

/**
 * The deployment's settings for contacts.
 *
 * @param contactType for records that name none
 */
public record ContactSettings(
        MatchRule match, ContactMapping mapping, @Nullable String contactType) {}
