package dev.keapsink.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueNameTest {

    private static final QueueName LEADS = QueueName.ofUrl("https://sqs.us-east-1.amazonaws.com/123456789012/leads");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sqs.us-east-1.amazonaws.com/123456789012/leads/",
                "HTTPS://SQS.US-EAST-1.AmazonAWS.com/123456789012/leads",
                "https://sqs.us-east-1.amazonaws.com:443/123456789012/leads",
                "http://sqs.us-east-1.amazonaws.com//123456789012/leads",
                "https://sqs.us-east-1.amazonaws.com/123456789012/%6Ceads",
                "https://queue.amazonaws.com/123456789012/leads",
                "https://us-east-1.queue.amazonaws.com/123456789012/leads",
                "https://sqs-fips.us-east-1.amazonaws.com/123456789012/leads",
                "https://sqs.us-east-1.api.aws/123456789012/leads",
                "https://vpce-0a1b2c3d4e5f6a7b8-9c0d1e2f.sqs.us-east-1.vpce.amazonaws.com/123456789012/leads",
                "http://sqs.us-east-1.localhost.localstack.cloud:4566/123456789012/leads",
                "https://sqs.us-east-1.amazonaws.com/123456789012/leads/.",
                "https://sqs.us-east-1.amazonaws.com/123456789012/x/../leads",
                "https://sqs.us-east-1.amazonaws.com/./123456789012/./leads",
                "http://127.0.0.1:9324/123456789012/leads",
                "http://localhost:4566/queue/us-east-1/123456789012/leads"
            })
    void isTheSameHoweverItIsSpelt(String url) {
        assertThat(QueueName.ofUrl(url).isSameAs(LEADS)).isTrue();
        assertThat(LEADS.isSameAs(QueueName.ofUrl(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sqs.us-east-2.amazonaws.com/123456789012/leads",
                "https://us-west-2.queue.amazonaws.com/123456789012/leads",
                "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/leads",
                "https://sqs.us-gov-west-1.amazonaws.com/123456789012/leads",
                "https://sqs.us-east-1.amazonaws.com/123456789013/leads",
                "https://sqs.us-east-1.amazonaws.com/123456789012/Leads",
                "https://sqs.us-east-1.amazonaws.com/123456789012/leads.fifo",
                "https://sqs.us-east-1.amazonaws.com/123456789012/leads-rejects",
                "https://sqs.us-east-1.amazonaws.com/leads",
                "https://sqs.us-east-1.amazonaws.com"
            })
    void isAnotherWithAnotherRegionAccountOrName(String url) {
        assertThat(QueueName.ofUrl(url).isSameAs(LEADS)).isFalse();
    }

    @Test
    void anArnSaysTheSame() {
        assertThat(QueueName.ofArn("arn:aws:sqs:us-east-1:123456789012:leads")).contains(LEADS);
        assertThat(QueueName.ofArn("")).isEmpty();
        assertThat(QueueName.ofArn("leads")).isEmpty();
    }

    @Test
    void aFifoQueueIsKnownByItsName() {
        assertThat(QueueName.ofUrl("https://sqs.us-east-1.amazonaws.com/123456789012/leads.fifo/")
                        .isFifo())
                .isTrue();
        assertThat(LEADS.isFifo()).isFalse();
    }
}
