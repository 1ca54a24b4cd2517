package dev.keapsink.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A name server (RFC 1035) on this machine. Names that begin with {@code here} are this machine's, and those that begin with
 * {@code hereor} have another address before, at which nobody listens; to {@code silent} ones it says nothing, and no other exists.
 */
public final class NameServer implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int NO_SUCH_NAME = 3;
    private static final String ADDRESS = "c00c00010001000000000004";
    private static final byte[] LOOPBACK = HexFormat.of().parseHex(ADDRESS + "7f000001");
    private static final byte[] TWO = HexFormat.of().parseHex(ADDRESS + "7f000002" + ADDRESS + "7f000001");

    private final DatagramSocket socket;

    public NameServer() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new AssertionError(e);
        }
        Thread.ofPlatform().daemon().name("names").start(this::serve);
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket query = new DatagramPacket(new byte[512], 512);
                socket.receive(query);
                int end = HEADER;
                while (query.getData()[end] != 0) {
                    end += query.getData()[end] + 1;
                }
                String name = new String(query.getData(), HEADER + 1, end - HEADER - 1, ISO_8859_1);
                if (!name.startsWith("silent")) {
                    byte[] answer = answer(query.getData(), end + 5, found(name));
                    socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // It was closed.
            return;
        }
    }

    private static byte[] found(String name) {
        byte[] here = name.startsWith("here") ? LOOPBACK : new byte[0];
        return name.startsWith("hereor") ? TWO : here;
    }

    /**
     * @param addresses none of a name that does not exist
     */
    private static byte[] answer(byte[] query, int length, byte[] addresses) {
        byte[] given = query[length - 3] == 1 ? addresses : new byte[0];
        return ByteBuffer.allocate(length + given.length)
                .put(query, 0, length)
                .put(given)
                .put(2, (byte) 0x81)
                .put(3, (byte) (0x80 | (addresses.length > 0 ? 0 : NO_SUCH_NAME)))
                .putShort(6, (short) (given.length / LOOPBACK.length))
                .putShort(8, (short) 0)
                .putShort(10, (short) 0)
                .array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
