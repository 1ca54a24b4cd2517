package dev.keapsink.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keapsink.check.QueueFacts;
import dev.keapsink.check.QueueLookUp;
import dev.keapsink.check.QueueName;
import dev.keapsink.check.QueueUnreadable;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Reads queue facts from SQS. */
public final class SqsQueueLookUp implements QueueLookUp {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static final JsonMapper JSON = new JsonMapper();

    private final SqsConnection sqs;

    public SqsQueueLookUp(SqsConnection sqs) {
        this.sqs = sqs;
    }

    @Override
    public QueueFacts facts(String url, Deadline deadline) {
        try {
            return facts(
                    url,
                    sqs.call(
                                    deadline.within(LIMIT),
                                    (client, time) -> client.getQueueAttributes(request -> request.queueUrl(url)
                                            .attributeNames(QueueAttributeName.ALL)
                                            .overrideConfiguration(time)))
                            .attributes());
        } catch (QueueDoesNotExistException e) {
            throw new QueueUnreadable(
                    "The queue does not exist.", variable -> "Correct %s, or create the queue.".formatted(variable));
        } catch (SdkException e) {
            throw unreadable(e);
        }
    }

    private static QueueUnreadable unreadable(SdkException error) {
        String finding = "SQS could not be asked about the queue (%s).".formatted(AwsErrors.name(error));
        return new QueueUnreadable(
                finding,
                AwsErrors.isPassing(error)
                        ? variable ->
                                "Check again. If it lasts, check the AWS login, the region in %s, AWS_ENDPOINT_URL_SQS and the network."
                                        .formatted(variable)
                        : variable -> "Mend that: %s."
                                .formatted(
                                        AwsErrors.remedy(error, "sqs:GetQueueAttributes on the queue in " + variable)));
    }

    /**
     * The facts in a queue's attributes.
     *
     * @param url identifies the queue if the attributes hold no ARN
     */
    public static QueueFacts facts(String url, Map<QueueAttributeName, String> attributes) {
        List<QueueName> deadLettersOf = new ArrayList<>();
        json(attributes, QueueAttributeName.REDRIVE_ALLOW_POLICY)
                .path("sourceQueueArns")
                .forEach(arn -> QueueName.ofArn(arn.asText()).ifPresent(deadLettersOf::add));
        return new QueueFacts(
                Optional.ofNullable(attributes.get(QueueAttributeName.QUEUE_ARN))
                        .flatMap(QueueName::ofArn)
                        .orElseGet(() -> QueueName.ofUrl(url)),
                QueueName.ofArn(json(attributes, QueueAttributeName.REDRIVE_POLICY)
                        .path("deadLetterTargetArn")
                        .asText()),
                deadLettersOf);
    }

    /** Parses a policy; an unreadable policy counts as absent. */
    private static JsonNode json(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        try {
            return JSON.readTree(attributes.getOrDefault(name, "{}"));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
