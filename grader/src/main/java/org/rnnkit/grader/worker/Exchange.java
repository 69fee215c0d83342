package org.rnnkit.grader.worker;

import java.io.IOException;

/**
 * One request to a worker, together with the channel for its answer.
 *
 * @param <Q> the type of the request
 */
public record Exchange<Q>(ResultChannel channel, Q request) {

    /**
     * The channel for one answer of a worker. It is sent with the request on standard input, so the key is never on the disk.
     * Student code may find the files by listing their folder, but without the key it can't sign an answer.
     *
     * @param resultFile the file for the answer
     * @param readyFile the file that the worker writes to before the steps' code runs
     * @param key the key for the signature of the answer
     */
    public record ResultChannel(String resultFile, String readyFile, String key) {}

    /**
     * Tells the grader that the steps' code runs from now on, and waits until the grader has confirmed it.
     *
     * @throws IOException if the ready file can't be written, or if the grader has ended
     */
    public void ready() throws IOException {
        Messages.signalReady(channel);
    }

    /** Sends the answer to the grader. */
    public void answer(Object answer) throws IOException {
        Messages.writeAnswer(answer, channel);
    }

    /**
     * Returns a line that no other exchange has. A worker prints it after the output of this exchange, so that the grader
     * knows where that output ends.
     */
    public String mark() {
        return channel.resultFile();
    }
}
