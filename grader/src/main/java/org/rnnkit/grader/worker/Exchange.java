package org.rnnkit.grader.worker;

import java.io.IOException;

/**
 * One request as a worker sees it, and the way back for its answer.
 *
 * @param <Q> the kind of request
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
     * Says that from here on the steps' code runs, and waits until the grader has heard it.
     *
     * @throws IOException if that can't be said, or is not heard
     */
    public void ready() throws IOException {
        Messages.ready(envelope.channel());
    }

    /**
     * Sends the answer.
     *
     * @param answer the answer
     * @throws IOException if it can't be written
     */
    public void answer(Object answer) throws IOException {
        Messages.write(answer, envelope.channel());
    }

    /**
     * Returns a line that is this exchange's own.
     *
     * @return what a worker prints to show that everything before it belongs to this exchange
     */
    public String mark() {
        return envelope.channel().resultFile();
    }
}
