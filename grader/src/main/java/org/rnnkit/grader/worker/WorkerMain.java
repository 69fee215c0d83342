package org.rnnkit.grader.worker;

import ai.djl.engine.Engine;
import java.io.EOFException;
import java.io.InputStream;
import java.util.Optional;
import org.rnnkit.toolkit.EngineSettings;

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

    /** A function that answers one kind of request. */
    @FunctionalInterface
    public interface Work<Q> {

        /**
         * Answers a request.
         *
         * @return the answer; null if it has been sent already
         * @throws Exception if the answer can't be sent
         */
        Object answer(Exchange<Q> exchange) throws Exception;
    }

    /**
     * Holds a conversation with the grader, and ends this process.
     *
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
     * @throws Exception if the request can't be read or the answer can't be sent
     */
    public <Q> void serve(Class<Q> type, Work<Q> work) throws Exception {
        Exchange<Q> exchange = Messages.readExchange(in, type);
        Object answer = work.answer(exchange);
        if (answer != null) {
            exchange.answer(answer);
        }
    }

    /**
     * Starts the engine with the usual number of threads, before any student code runs: a failure here is not the student's
     * mistake.
     *
     * @return the reason why it does not start; empty if it runs
     */
    public static Optional<WorkerFailure> startEngine() {
        try {
            EngineSettings.apply(EngineSettings.DEFAULT_THREADS);
            Engine.getInstance();
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            return Optional.of(new WorkerFailure(FailureSource.MACHINE, "The engine does not start: " + e));
        }
    }
}
