package dev.keapsink.tools.common;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.OptionalDouble;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Complains about options in the one way that picocli does. */
public record Options(CommandLine command) {
    /** No queue takes more from one sender. */
    private static final double FASTEST = 10_000;

    /** A queue's address without a slash at its end. */
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

    public OptionalDouble rate(Double rate) {
        if (rate == null) {
            return OptionalDouble.empty();
        }
        if (!(rate > 0 && rate <= FASTEST)) {
            throw wrong("--rate takes a number of messages a second above 0, at most %,.0f, and decimals."
                    .formatted(FASTEST));
        }
        return OptionalDouble.of(rate);
    }

    public void atLeast(String option, int value, int least) {
        if (value < least) {
            throw wrong("%s must be at least %d, not %d.".formatted(option, least, value));
        }
    }

    public ParameterException wrong(String sentence) {
        return new ParameterException(command, sentence);
    }
}
