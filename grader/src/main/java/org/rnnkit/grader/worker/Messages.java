package org.rnnkit.grader.worker;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The protocol between the grader and a worker. Requests go to the worker's standard input: four bytes with the length, then
 * JSON. Answers come back in a file of the same form. The file
 * exists before the worker starts, because a sandbox can show a worker only files that exist.
 */
public final class Messages {

    /** Converts messages to JSON and back. */
    public static final ObjectMapper JSON = JsonMapper.builder().build();

    private Messages() {}

    /** Sends a message to the receiver's standard input. */
    public static void send(Object message, OutputStream stream) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(message);
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /**
     * Waits for the next message and reads it.
     *
     * @throws IOException if the stream has ended or holds no such message
     */
    public static <T> T read(InputStream stream, Class<T> type) throws IOException {
        return read(stream, JSON.constructType(type));
    }

    /** Waits for the next request that needs an answer and reads it. */
    static <Q> Exchange<Q> readExchange(InputStream stream, Class<Q> type) throws IOException {
        return read(stream, JSON.getTypeFactory().constructParametricType(Exchange.class, type));
    }

    private static <T> T read(InputStream stream, JavaType type) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        return JSON.readValue(in.readNBytes(in.readInt()), type);
    }

    /**
     * Tells whether an answer is complete. A worker writes it while the grader looks at the file.
     *
     * @return whether the file is as long as its first bytes say
     */
    public static boolean isComplete(ResultChannel channel) {
        try (DataInputStream in = new DataInputStream(open(channel))) {
            return in.readInt() + (long) Integer.BYTES <= Files.size(Path.of(channel.resultFile()));
        } catch (IOException nothingYet) {
            return false;
        }
    }

    private static InputStream open(ResultChannel channel) throws IOException {
        return Files.newInputStream(Path.of(channel.resultFile()), LinkOption.NOFOLLOW_LINKS);
    }

    /** Confirms to a worker that the grader knows it is ready. The worker then continues. */
    public static void confirmReady(OutputStream stream) throws IOException {
        stream.write(1);
        stream.flush();
    }

    /**
     * Reads an answer. Links are not followed and the size is limited, because student code runs in the same process.
     *
     * @return the answer in JSON; empty if it is not complete
     * @throws IOException if the file can't be read
     */
    public static Optional<byte[]> readAnswer(ResultChannel channel, int maxBytes) throws IOException {
        try (DataInputStream in = new DataInputStream(open(channel))) {
            byte[] head = in.readNBytes(Integer.BYTES);
            byte[] message = in.readNBytes(maxBytes);
            return head.length == Integer.BYTES && ByteBuffer.wrap(head).getInt() == message.length
                    ? Optional.of(message) : Optional.empty();
        }
    }
}
