package org.rnnkit.grader.worker;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One request to a worker, together with the channel for its answer.
 *
 * @param <Q> the type of the request
 */
public record Exchange<Q>(ResultChannel channel, Q request) {

    /**
     * Tells the grader that the steps' code runs from now on, and waits until the grader has confirmed it.
     *
     * @throws IOException if the ready file can't be written, or if the grader has ended
     */
    public void ready() throws IOException {
        Files.write(Path.of(channel.readyFile()), new byte[] {1});
        if (System.in.read() < 0) {
            throw new EOFException("the grader has ended");
        }
    }

    /** Sends the answer to the grader, and ends this process, because its code does not come to an end. */
    public void answerAndEnd(Object answer) {
        try {
            answer(answer);
        } catch (IOException ignored) {
            // The grader has ended, or the disk is full: then there is no answer.
        } finally {
            ParentWatch.end();
        }
    }

    /** Sends the answer to the grader. */
    public void answer(Object answer) throws IOException {
        byte[] message = Messages.JSON.writeValueAsBytes(answer);
        Files.write(Path.of(channel.resultFile()), ByteBuffer.allocate(Integer.BYTES + message.length)
                .putInt(message.length).put(message).array());
    }
}
