package org.rnnkit.grader.worker;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rnnkit.toolkit.WholeFile;

/** The bytes between the grader and a worker: requests on standard input, signed answers in a file. */
public final class Messages {

    /** Reads and writes them. */
    public static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 32;

    private Messages() {}

    /**
     * Sends a message.
     *
     * @param message the message
     * @param stream the worker's standard input
     * @throws IOException if the worker is gone
     */
    public static void send(Object message, OutputStream stream) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(message);
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /**
     * Waits for the next message.
     *
     * @param stream where it comes from
     * @param type the kind of message
     * @param <T> the kind of message
     * @return the message
     * @throws IOException if there is none
     */
    public static <T> T read(InputStream stream, Class<T> type) throws IOException {
        return read(stream, JSON.constructType(type));
    }

    /**
     * Waits for the next request with an answer.
     *
     * @param stream where it comes from
     * @param type the kind of request
     * @param <Q> the kind of request
     * @return the request and the way back
     * @throws IOException if there is none
     */
    static <Q> Envelope<Q> readEnvelope(InputStream stream, Class<Q> type) throws IOException {
        return read(stream, JSON.getTypeFactory().constructParametricType(Envelope.class, type));
    }

    private static <T> T read(InputStream stream, JavaType type) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        return JSON.readValue(in.readNBytes(in.readInt()), type);
    }

    /**
     * Writes an answer, its signature in front: it is there whole or it is not there.
     *
     * @param answer the answer
     * @param channel its place and its key
     * @throws IOException if it can't be written
     */
    static void write(Object answer, ResultChannel channel) throws IOException {
        byte[] message = JSON.writeValueAsBytes(answer);
        byte[] signed = Arrays.copyOf(signature(message, channel.key()), SIGNATURE_BYTES + message.length);
        System.arraycopy(message, 0, signed, SIGNATURE_BYTES, message.length);
        WholeFile.write(Path.of(channel.resultFile()), signed);
    }

    /**
     * Tells a worker that has said that it is ready to go on.
     *
     * @param stream the worker's standard input
     * @throws IOException if the worker is gone
     */
    public static void goOn(OutputStream stream) throws IOException {
        stream.write(1);
        stream.flush();
    }

    /**
     * Reads an answer. The file may change while it is read, or be a link.
     *
     * @param channel its place and its key
     * @param type the kind of answer
     * @param most the most bytes that are read
     * @param <T> the kind of answer
     * @return the answer, if its signature is that of the worker that was given the key
     * @throws IOException if it can't be read
     */
    public static <T> Optional<T> answer(ResultChannel channel, Class<T> type, int most) throws IOException {
        byte[] signed;
        try (InputStream in = Files.newInputStream(Path.of(channel.resultFile()), LinkOption.NOFOLLOW_LINKS)) {
            signed = in.readNBytes(most);
        }
        byte[] signature = Arrays.copyOf(signed, SIGNATURE_BYTES);
        byte[] message = Arrays.copyOfRange(signed, Math.min(SIGNATURE_BYTES, signed.length), signed.length);
        return MessageDigest.isEqual(signature, signature(message, channel.key()))
                ? Optional.ofNullable(JSON.readValue(message, type)) : Optional.empty();
    }

    private static byte[] signature(byte[] message, String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /**
     * Says that from here on it is the steps' code that runs, and waits until the grader has heard it.
     *
     * @param channel what says so
     * @throws IOException if that can't be said, or is not heard
     */
    static void ready(ResultChannel channel) throws IOException {
        Files.createFile(Path.of(channel.readyFile()));
        if (System.in.read() < 0) {
            throw new EOFException("the grader is gone");
        }
    }
}
