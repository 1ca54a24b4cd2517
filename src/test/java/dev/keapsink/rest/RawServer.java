package dev.keapsink.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server on this machine that says exactly what it is told to, right or wrong. */
public final class RawServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocket listening;
    private final Answer answer;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** What a request is answered with. */
    public interface Answer {
        /**
         * Answers.
         *
         * @param n the number of the request, from 1
         */
        void write(int n, OutputStream out, Socket socket) throws IOException;
    }

    private RawServer(ServerSocketFactory sockets, Answer answer) throws IOException {
        this.listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer;
        Thread.ofVirtual().start(this::accept);
    }

    public static RawServer answering(Answer answer) throws IOException {
        return new RawServer(ServerSocketFactory.getDefault(), answer);
    }

    /** Answers every request with the same text, over TLS. */
    public static RawServer encrypted(SSLContext tls, String text) throws IOException {
        return encrypted(tls, (n, out, socket) -> out.write(text.getBytes(ISO_8859_1)));
    }

    public static RawServer encrypted(SSLContext tls, Answer answer) throws IOException {
        return new RawServer(tls.getServerSocketFactory(), answer);
    }

    /** Answers every request with the same text. */
    public static RawServer answering(String text) throws IOException {
        return answering((n, out, socket) -> out.write(text.getBytes(ISO_8859_1)));
    }

    public URI uri() {
        String scheme = listening instanceof SSLServerSocket ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort());
    }

    public int connections() {
        return connections.get();
    }

    /** What was asked, head and body. */
    public List<String> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // It was closed.
            return;
        }
    }

    private void serve(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            while (!socket.isClosed()) {
                String request = request(in);
                if (request.isEmpty()) {
                    return;
                }
                requests.add(request);
                OutputStream out = socket.getOutputStream();
                answer.write(requests.size(), out, socket);
                out.flush();
            }
        } catch (IOException e) {
            // The client has left, which is what some tests are about.
            return;
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        Matcher length = LENGTH.matcher(head.toString(ISO_8859_1));
        if (length.find()) {
            head.write(in.readNBytes(Integer.parseInt(length.group(1))));
        }
        return head.toString(ISO_8859_1);
    }

    /** Closes the connections that are open, without a word. */
    public void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        hangUp();
    }
}
