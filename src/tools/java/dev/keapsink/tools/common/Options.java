package dev.keapsink.tools.common;

import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.record.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Checks the options that several commands share. A wrong value is a {@link ParameterException}, so that the command
 * ends with exit code 2.
 */
public record Options(CommandLine command) {
    /** Messages a second. No queue takes more from one sender. */
    private static final double HIGHEST_RATE = 10_000;

    /**
     * Returns a queue's URL without a slash at its end.
     *
     * @throws ParameterException for an ARN, and for a value that is no URL
     * @throws AccountException for a value that looks like a secret
     */
    public String queue(String option, String address) {
        if (address.startsWith("arn:")) {
            throw wrong(
                    option + " takes the queue's URL, not its ARN: aws sqs get-queue-url --queue-name NAME prints it.");
        }
        try {
            URI uri = new URI(address);
            if (uri.getHost() == null || !String.valueOf(uri.getScheme()).startsWith("http")) {
                throw notAnAddress(option);
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(option);
        }
        return Variables.noSecret(option, address).replaceFirst("/+$", "");
    }

    private ParameterException notAnAddress(String option) {
        return wrong(
                option + " takes a queue's URL, such as https://sqs.us-east-1.amazonaws.com/123456789012/keap-sink.");
    }

    /**
     * Returns the messages a second that {@code --rate} allows; empty without the option, which means no limit.
     *
     * @throws ParameterException if the rate is not above 0, or higher than 10,000
     */
    public OptionalDouble rate(@Nullable Double rate) {
        if (rate == null) {
            return OptionalDouble.empty();
        }
        if (!(rate > 0 && rate <= HIGHEST_RATE)) {
            throw wrong("--rate takes a number of messages a second above 0, at most %,.0f, and decimals."
                    .formatted(HIGHEST_RATE));
        }
        return OptionalDouble.of(rate);
    }

    /** Checks that {@code --reason}, if it is given, is the code of a rejection. */
    public void reason(@Nullable String code) {
        List<String> codes = Arrays.stream(Reason.values()).map(Reason::code).toList();
        if (code != null && !codes.contains(code)) {
            throw wrong("--reason takes one of %s%s."
                    .formatted(String.join(", ", codes), DidYouMean.suggestion(code, codes)));
        }
    }

    /** Checks an option with a lower limit, which is allowed itself. */
    public void atLeast(String option, int value, int least) {
        if (value < least) {
            throw wrong("%s must be at least %d, not %d.".formatted(option, least, value));
        }
    }

    /** Returns the exception for a wrong option; the sentence is for the operator. */
    public ParameterException wrong(String sentence) {
        return new ParameterException(command, sentence);
    }
}
