package dev.keapsink.tools.queue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

/** An SQS client to whose calls a test may do what the network does. */
public interface WatchedSqs {

    /** The request that is made instead of this one, or an exception. */
    default SqsRequest before(SqsRequest request) {
        return request;
    }

    /** The response that arrives instead of this one, or an exception though SQS did what it was asked. */
    default SqsResponse after(SqsRequest request, SqsResponse response) {
        return response;
    }

    static SqsClient of(SqsClient real, WatchedSqs watch) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (arguments != null && arguments[0] instanceof Consumer) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            if (arguments != null && arguments[0] instanceof SqsRequest request) {
                SqsRequest changed = watch.before(request);
                return watch.after(changed, (SqsResponse) invoke(real, method, changed));
            }
            // Closing is left to whoever made the client.
            return null;
        };
        return (SqsClient)
                Proxy.newProxyInstance(WatchedSqs.class.getClassLoader(), new Class<?>[] {SqsClient.class}, handler);
    }

    private static Object invoke(SqsClient real, Method method, SqsRequest request) throws Throwable {
        try {
            return method.invoke(real, request);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
