package org.rnnkit.grader.worker;

import java.io.EOFException;
import java.io.InputStream;

/**
 * The frame of every worker's main method: it ends with the grader, answers requests, and ends whatever the steps have
 * started.
 */
public final class WorkerMain {

    private final InputStream in;

    private WorkerMain(InputStream in) {
        this.in = in;
    }

    /** The requests that a worker answers, one after the other. */
    @FunctionalInterface
    public interface Conversation {

        /**
         * Answers them.
         *
         * @param worker takes the next request
         * @throws Exception if a request or an answer can't be handed over
         */
        void hold(WorkerMain worker) throws Exception;
    }

    /**
     * Work on one request.
     *
     * @param <Q> the kind of request
     */
    @FunctionalInterface
    public interface Work<Q> {

        /**
         * Does it.
         *
         * @param exchange the request
         * @return the answer; null if it has been sent already
         * @throws Exception if the answer can't be handed over
         */
        Object answer(Exchange<Q> exchange) throws Exception;
    }

    /**
     * Holds a conversation with the grader, and ends this process.
     *
     * @param conversation the requests that this worker answers
     * @throws Exception if a request or an answer can't be handed over
     */
    public static void run(Conversation conversation) throws Exception {
        ParentWatch.attach();
        try {
            conversation.hold(new WorkerMain(System.in));
        } catch (EOFException nobodyAsksAnyMore) {
            // The grader has closed the stream: there is nothing more to do.
        }
        ParentWatch.end();
    }

    /**
     * Answers the next request.
     *
     * @param type the kind of request
     * @param work the work that makes the answer
     * @param <Q> the kind of request
     * @throws Exception if request or answer can't be handed over
     */
    public <Q> void serve(Class<Q> type, Work<Q> work) throws Exception {
        Exchange<Q> exchange = new Exchange<>(Messages.readEnvelope(in, type));
        Object answer = work.answer(exchange);
        if (answer != null) {
            exchange.answer(answer);
        }
    }
}
