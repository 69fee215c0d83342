package org.rnnkit.grader.worker;

import java.io.IOException;

/**
 * The worker's side of one request and its answer.
 *
 * @param <Q> the type of the request
 */
public final class Exchange<Q> {

    private final Envelope<Q> envelope;

    Exchange(Envelope<Q> envelope) {
        this.envelope = envelope;
    }

    /**
     * Returns the request.
     *
     * @return the request
     */
    public Q request() {
        return envelope.request();
    }

    /**
     * Tells the grader that the steps' code runs from now on, and waits until the grader has confirmed it.
     *
     * @throws IOException if the ready file can't be written, or if the grader has ended
     */
    public void ready() throws IOException {
        Messages.signalReady(envelope.channel());
    }

    /**
     * Sends the answer to the grader.
     *
     * @param answer the answer
     * @throws IOException if the answer can't be written
     */
    public void answer(Object answer) throws IOException {
        Messages.writeAnswer(answer, envelope.channel());
    }

    /**
     * Returns a line that no other exchange has. A worker prints it after the output of this exchange, so that the grader
     * knows where that output ends.
     *
     * @return the line
     */
    public String mark() {
        return envelope.channel().resultFile();
    }
}
