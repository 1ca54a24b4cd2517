package dev.keapsink.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Hands every request of another client to an interceptor. It has the five requests that the ledger needs; any other is
 * an {@link UnsupportedOperationException}. The SDK's own interceptors would have to be given to the builder, which
 * belongs to the framework.
 */
public final class InterceptedDynamoDb implements DynamoDbClient {

    private final DynamoDbClient client;
    private final Interceptor interceptor;

    /** Stands around the requests. */
    @FunctionalInterface
    public interface Interceptor {

        /**
         * Makes a request, or does something else.
         *
         * @param request makes the request each time, with all repetitions by the SDK
         */
        DynamoDbResponse around(Supplier<? extends DynamoDbResponse> request);
    }

    public InterceptedDynamoDb(DynamoDbClient client, Interceptor interceptor) {
        this.client = client;
        this.interceptor = interceptor;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return (BatchGetItemResponse) interceptor.around(() -> client.batchGetItem(request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return (PutItemResponse) interceptor.around(() -> client.putItem(request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return (DeleteItemResponse) interceptor.around(() -> client.deleteItem(request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return (ScanResponse) interceptor.around(() -> client.scan(request));
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return (DescribeTimeToLiveResponse) interceptor.around(() -> client.describeTimeToLive(request));
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        client.close();
    }
}
