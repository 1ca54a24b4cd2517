package dev.keapsink.value;

import java.util.Optional;

/**
 * How the producers of a deployment write what can be read in more than one way.
 *
 * @param country whose telephone numbers they write without a country code, for records that name no country themselves;
 *     ISO 3166-1 alpha-2
 * @param dateOrder of dates in numbers
 */
public record Conventions(Optional<String> country, Optional<DateOrder> dateOrder) {

    /** Nothing is agreed: what can be read in several ways is not read at all. */
    public static final Conventions NONE = new Conventions(Optional.empty(), Optional.empty());
}
