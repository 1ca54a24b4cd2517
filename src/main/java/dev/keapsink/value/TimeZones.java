package dev.keapsink.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The time zones that Keap takes for a contact: some names of the IANA's list, one for each time that clocks show.
 *
 * @see <a href="https://developer.infusionsoft.com/faqs/what-timezones-do-contact-calls-accept">Keap's answers to
 *     questions about its API</a>
 */
public final class TimeZones {

    private static final Map<String, String> BY_NAME = Arrays.stream("""
                    Pacific/Pago_Pago Pacific/Honolulu America/Adak Pacific/Marquesas America/Anchorage Pacific/Gambier
                    America/Los_Angeles America/Santa_Isabel Pacific/Pitcairn America/Denver America/Mazatlan America/Phoenix
                    America/Mexico_City America/Chicago America/Guatemala Pacific/Easter America/Bogota America/Havana
                    America/New_York America/Caracas America/Campo_Grande America/Halifax America/Goose_Bay
                    America/Santo_Domingo America/Santiago Atlantic/Stanley America/Asuncion America/St_Johns
                    America/Argentina/Buenos_Aires America/Sao_Paulo America/Miquelon America/Montevideo America/Godthab
                    America/Noronha Atlantic/Azores Atlantic/Cape_Verde Europe/London UTC Europe/Berlin Africa/Windhoek
                    Africa/Lagos Asia/Damascus Europe/Istanbul Asia/Beirut Asia/Gaza Africa/Cairo Asia/Jerusalem
                    Africa/Johannesburg Asia/Baghdad Europe/Minsk Asia/Tehran Asia/Yerevan Asia/Baku Asia/Dubai Europe/Moscow
                    Asia/Kabul Asia/Karachi Asia/Kolkata Asia/Kathmandu Asia/Dhaka Asia/Yekaterinburg Asia/Rangoon Asia/Omsk
                    Asia/Jakarta Asia/Shanghai Asia/Krasnoyarsk Australia/Eucla Asia/Irkutsk Asia/Tokyo Australia/Darwin
                    Australia/Adelaide Australia/Brisbane Australia/Sydney Asia/Yakutsk Australia/Lord_Howe Pacific/Noumea
                    Asia/Vladivostok Pacific/Norfolk Pacific/Fiji Pacific/Tarawa Pacific/Majuro Pacific/Auckland
                    Pacific/Tongatapu Pacific/Chatham Pacific/Apia Pacific/Kiritimati""".split("\\s+"))
            .collect(Collectors.toUnmodifiableMap(TimeZones::folded, Function.identity()));

    private TimeZones() {}

    /** A zone as Keap spells it, found in any letter case; empty if Keap takes none of that name. */
    public static Optional<String> find(String name) {
        return Optional.ofNullable(BY_NAME.get(folded(name)));
    }

    /** A zone as Keap spells it, or the name itself if Keap takes none of that name. */
    public static String orAsIs(String name) {
        return find(name).orElse(name);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
