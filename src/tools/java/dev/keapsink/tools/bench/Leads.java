package dev.keapsink.tools.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Makes messages as a form or an advertising network sends them: one new contact each, with seven fields. Threadsafe.
 */
final class Leads {
    private static final String SENT = "1700000000000";
    private static final String RECEIPT = "AQEB".repeat(25);

    private final AtomicInteger last = new AtomicInteger();

    /** Returns new messages, each for another contact. */
    List<Message> next(int count) {
        List<Message> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(message(last.incrementAndGet()));
        }
        return messages;
    }

    /** Returns the JSON body of one message. */
    static String body(int number) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("email", "lead-%d@example.com".formatted(number))
                .put("first_name", "Ada")
                .put("last_name", "Lovelace " + number)
                .put("phone", "+1 212 555 %04d".formatted(number % 10_000))
                .put("company", "Analytical Engines")
                .put("city", "Boston")
                .put("country", "US")
                .toString();
    }

    private static Message message(int number) {
        return Message.builder()
                .messageId("00000000-0000-4000-8000-%012d".formatted(number))
                .receiptHandle(RECEIPT)
                .body(body(number))
                .md5OfBody("00000000000000000000000000000000")
                .attributes(Map.of(
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                        "1",
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        SENT,
                        MessageSystemAttributeName.SENDER_ID,
                        "AIDAEXAMPLE",
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                        SENT))
                .build();
    }
}
