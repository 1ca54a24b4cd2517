package dev.keapsink.incident;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Received messages as Lambda hands them to the function. */
final class SqsEvents {

    private SqsEvents() {}

    static SQSEvent of(List<QueuedMessage> messages, boolean fifo) {
        SQSEvent event = new SQSEvent();
        event.setRecords(messages.stream().map(message -> of(message, fifo)).toList());
        return event;
    }

    private static SQSMessage of(QueuedMessage message, boolean fifo) {
        Map<String, String> system = new HashMap<>();
        system.put("ApproximateReceiveCount", String.valueOf(message.receiveCount));
        system.put("SentTimestamp", String.valueOf(message.sentAt.toEpochMilli()));
        if (fifo) {
            system.put("MessageGroupId", message.record.group());
        }
        SQSMessage sqs = new SQSMessage();
        sqs.setMessageId(message.id);
        sqs.setReceiptHandle(message.receipt);
        sqs.setBody(message.record.body());
        sqs.setEventSourceArn("arn:aws:sqs:eu-west-1:000000000000:records" + (fifo ? ".fifo" : ""));
        sqs.setAttributes(system);
        return sqs;
    }
}
