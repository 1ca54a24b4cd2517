package dev.keapsink.contact;

import org.jspecify.annotations.Nullable;

/**
 * What the deployment says of contacts.
 *
 * @param contactType for records that name none
 */
public record ContactSettings(
        MatchRule match, ContactMapping mapping, @Nullable String contactType) {}
