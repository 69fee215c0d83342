package org.rnnkit.grader.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;

/**
 * A message between a program and its worker, on the worker's standard input and output: one byte with its kind, four with its
 * length, then JSON.
 */
public record WorkerFrame(FrameKind kind, byte[] json) {

    /** Converts messages to JSON and back. */
    public static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Makes a frame. */
    public static WorkerFrame of(FrameKind kind, Object message) throws IOException {
        return new WorkerFrame(kind, JSON.writeValueAsBytes(message));
    }

    /**
     * Sends the frame.
     *
     * @throws IOException if the receiver has ended
     */
    public void write(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeByte(kind.ordinal());
        out.writeInt(json.length);
        out.write(json);
        out.flush();
    }

    /**
     * Waits for the next frame.
     *
     * @param maxBytes the most bytes of its JSON
     * @throws EOFException if the stream has ended
     * @throws IOException if what comes is no frame
     */
    public static WorkerFrame read(InputStream stream, int maxBytes) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        int kind = in.readUnsignedByte();
        int length = in.readInt();
        if (kind >= FrameKind.values().length || length < 0 || length > maxBytes) {
            throw new StreamCorruptedException("no frame of at most " + maxBytes + " bytes");
        }
        byte[] json = in.readNBytes(length);
        if (json.length < length) {
            throw new EOFException();
        }
        return new WorkerFrame(FrameKind.values()[kind], json);
    }
}
