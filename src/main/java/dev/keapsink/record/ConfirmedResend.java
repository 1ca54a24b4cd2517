package dev.keapsink.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person's confirmation that a create in doubt was not carried out, so that its record may be sent once more. It names
 * the doubt by the moment of its create. So it settles that doubt alone, however often its message is delivered.
 */
public final class ConfirmedResend {

    /** The message attribute that carries the name of the doubt. */
    public static final String ATTRIBUTE = "confirm_resend";

    private static final Pattern NAME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z");

    private ConfirmedResend() {}

    /** The doubt that a message settles; empty if it settles none. */
    public static Optional<Instant> of(Message message) {
        return Optional.ofNullable(message.attributes().get(ATTRIBUTE)).flatMap(value -> moment(value.value()));
    }

    /** The detail of a reject of a record in doubt. It is personal. */
    public static String detail(Instant since, String inWords) {
        return ("The create of %s was not answered, and what it may have made is not found. Look in Keap for %s. If it is"
                        + " not there, ./run replay --confirm-resend sends the record once more.")
                .formatted(since, inWords);
    }

    /** The name of the doubt that such a detail is about; empty if it is another detail. */
    public static Optional<String> named(String detail) {
        Matcher name = NAME.matcher(detail);
        return name.find() ? moment(name.group()).map(Instant::toString) : Optional.empty();
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
