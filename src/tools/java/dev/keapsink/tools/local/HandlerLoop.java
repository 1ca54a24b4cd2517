package dev.keapsink.tools.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks the Runtime API for events and hands them to a packaged handler. It replaces AWS's runtime interface client on
 * systems for which that has no native part. It uses only the JDK, because its class path holds no dependency of this
 * project.
 */
public final class HandlerLoop {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String runtime;
    private final Object handler;
    private final Method method;

    private HandlerLoop(String runtime, Object handler, Method method) {
        this.runtime = runtime;
        this.handler = handler;
        this.method = method;
    }

    /** Runs the handler in the current folder, which is the unpacked package, until the process is killed. */
    public static void main(String[] args) throws Exception {
        String[] handler = args[0].split("::", 2);
        ClassLoader loader =
                new URLClassLoader(classPath(Path.of("").toAbsolutePath()), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Class<?> type = loader.loadClass(handler[0]);
        Class<?> context = loader.loadClass("com.amazonaws.services.lambda.runtime.Context");
        Method method = type.getMethod(handler[1], InputStream.class, OutputStream.class, context);
        String runtime = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";
        new HandlerLoop(runtime, type.getConstructor().newInstance(), method).run();
    }

    /** Returns the class path in Lambda's order: the folder itself, then the files in {@code lib} by name. */
    private static URL[] classPath(Path root) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(root.toUri().toURL());
        try (Stream<Path> jars = Files.list(root.resolve("lib"))) {
            for (Path jar : jars.sorted().toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private void run() throws Exception {
        while (true) {
            HttpResponse<byte[]> event =
                    http.send(request("next").GET().build(), HttpResponse.BodyHandlers.ofByteArray());
            String id =
                    event.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
            ByteArrayOutputStream reply = new ByteArrayOutputStream();
            try {
                method.invoke(handler, new ByteArrayInputStream(event.body()), reply, null);
                post(id + "/response", reply.toByteArray());
            } catch (InvocationTargetException e) {
                System.err.println(e.getCause());
                post(id + "/error", "{\"errorType\":\"Unhandled\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    private void post(String path, byte[] body) throws IOException, InterruptedException {
        http.send(
                request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(runtime + path));
    }
}
