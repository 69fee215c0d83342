package org.rnnkit.grader.worker;

import java.io.EOFException;
import java.io.InputStream;

/**
 * The common part of every worker's main method. It watches the grader, answers requests, and at the end kills all processes
 * that the steps have started.
 */
public final class WorkerMain {

    private final InputStream in;

    private WorkerMain(InputStream in) {
        this.in = in;
    }

    /** The sequence of requests that a worker answers. */
    @FunctionalInterface
    public interface Conversation {

        /**
         * Answers the requests, one after the other.
         *
         * @param worker reads the next request
         * @throws Exception if a request can't be read or an answer can't be sent
         */
        void hold(WorkerMain worker) throws Exception;
    }

    /**
     * A function that answers one kind of request.
     *
     * @param <Q> the type of the request
     */
    @FunctionalInterface
    public interface Work<Q> {

        /**
         * Answers a request.
         *
         * @param exchange the request
         * @return the answer; null if it has been sent already
         * @throws Exception if the answer can't be sent
         */
        Object answer(Exchange<Q> exchange) throws Exception;
    }

    /**
     * Holds a conversation with the grader, and ends this process.
     *
     * @param conversation the requests that this worker answers
     * @throws Exception if a request can't be read or an answer can't be sent
     */
    public static void run(Conversation conversation) throws Exception {
        ParentWatch.attach();
        try {
            conversation.hold(new WorkerMain(System.in));
        } catch (EOFException endOfRequests) {
            // The grader has closed the stream, so there are no more requests.
        }
        ParentWatch.end();
    }

    /**
     * Waits for the next request and answers it.
     *
     * @param type the type of the request
     * @param work makes the answer
     * @param <Q> the type of the request
     * @throws Exception if the request can't be read or the answer can't be sent
     */
    public <Q> void serve(Class<Q> type, Work<Q> work) throws Exception {
        Exchange<Q> exchange = new Exchange<>(Messages.readEnvelope(in, type));
        Object answer = work.answer(exchange);
        if (answer != null) {
            exchange.answer(answer);
        }
    }
}
