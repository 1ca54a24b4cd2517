package dev.keapsink.tools.records;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words by which a column says that its values are the contact's own. A column with any other word may be about
 * another person: a list of such persons would never be complete.
 */
final class ContactWords {

    /** The words for the contact in the producer's trade. A file with two of them may be about two persons. */
    static final Set<String> ROLES = words("customer client attendee registrant participant subscriber member user lead"
            + " buyer applicant respondent");

    private static final Set<String> QUESTION = words(
            "a an and the of is are in for what which whats s your you yours my please enter give provide type here do"
                    + " optional required valid");

    private static final Set<String> AROUND_NAMES =
            words("tell us live contact person full current complete main primary legal");

    private static final Set<String> AROUND_ADDRESSES =
            words("contact kontakt person main primary current best work home"
                    + " business personal private how can we reach at on by");

    private static final Set<String> ADDRESS = words("email emails e mail mails address addresses adresse id"
            + " emailadresse mailadresse courriel mél correo electrónico electronico posta elettronica");

    private static final Set<String> NUMBER = words(
            "phone phones telephone tel mobile cell cellphone whatsapp sms telefon handy mobil number numbers no nr"
                    + " nummer telefonnummer handynummer mobilnummer app telefono teléfono téléphone móvil");

    private static final Set<String> COUNTRY = words("country countries nation pays land país pais paese");

    private static final Set<String> AROUND_COUNTRY =
            words("region name code iso territory residence résidence de votre where located based reside");

    private static final Set<String> MAILING = words("newsletter newsletters marketing mailing mailings");

    private static final Set<String> MAIL = words("email emails mail mails");

    private static final Set<String> CONSENT = words(
            "consent consents consented agree agrees agreed accept accepts accepted subscribe subscribed subscription"
                    + " optin opted opt permission allow allows allowed receive get want wants would wish like send signup"
                    + " sign join gdpr yes ok");

    /** Words of consents to something else, and of refusals. */
    private static final Set<String> OTHER_CONSENT =
            words("sms mms text texts texting message messages messaging messenger whatsapp telegram push notification"
                    + " notifications phone phones telephone mobile cell call calls calling voice fax post postal letter"
                    + " letters privacy policy policies refund refunds cancellation terms conditions tos agb cookie"
                    + " cookies waiver liability partner partners third party parties share photo video"
                    + " optout out unsubscribe unsubscribed unsubscribes no not don never stop decline declined remove"
                    + " bounced verified opened");

    private ContactWords() {}

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether these words leave a field's name what it is: the contact's. */
    static boolean areNeutral(List<String> words) {
        return areAll(words, List.of(QUESTION, ROLES, AROUND_NAMES));
    }

    /** Whether the words are a role of the contact, or none at all. */
    static boolean areOfAContact(List<String> words) {
        return areAll(words, List.of(ROLES, Set.of("your", "my", "s")));
    }

    /** Whether e-mail addresses below this name are the contact's own. */
    static boolean isOwnAddress(ColumnName name) {
        return areAll(name.words(), List.of(ADDRESS, QUESTION, ROLES, AROUND_ADDRESSES));
    }

    /** Whether telephone numbers below this name are the contact's own. */
    static boolean isOwnNumber(ColumnName name) {
        return areAll(name.words(), List.of(NUMBER, QUESTION, ROLES, AROUND_ADDRESSES));
    }

    /** Whether countries below this name are those in which the contacts live. */
    static boolean isOwnCountry(ColumnName name) {
        return name.hasOneOf(COUNTRY)
                && areAll(name.words(), List.of(COUNTRY, AROUND_COUNTRY, QUESTION, ROLES, AROUND_NAMES));
    }

    /** Whether a yes below this name may permit e-mail. A consent to calls, or to terms, does not. */
    static boolean isMailConsent(ColumnName name) {
        return !name.hasOneOf(OTHER_CONSENT)
                && (name.hasOneOf(MAILING)
                        ? name.hasOneOf(CONSENT)
                                || areAll(name.words(), List.of(MAILING, MAIL, QUESTION, ROLES, Set.of("e", "list")))
                        : name.hasOneOf(MAIL) && name.hasOneOf(CONSENT));
    }

    private static boolean areAll(List<String> words, List<Set<String>> allowed) {
        return words.stream().allMatch(word -> allowed.stream().anyMatch(set -> set.contains(word)));
    }
}
