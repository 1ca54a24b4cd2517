package dev.keapsink.value;

import java.util.Optional;

/**
 * The conventions of a deployment's producers for values that have more than one reading.
 *
 * @param country where telephone numbers without a country code are dialled, for records that name no country; ISO
 *     3166-1 alpha-2
 * @param dateOrder the order of the numbers in dates
 */
public record Conventions(Optional<String> country, Optional<DateOrder> dateOrder) {

    /** No conventions: a value with several readings is read in none of them. */
    public static final Conventions NONE = new Conventions(Optional.empty(), Optional.empty());
}
