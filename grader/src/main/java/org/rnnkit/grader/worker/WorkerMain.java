package org.rnnkit.grader.worker;

import ai.djl.engine.Engine;
import java.io.EOFException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Predicate;
import org.rnnkit.grader.worker.Messages.Exchange;
import org.rnnkit.grader.worker.Messages.WorkerFailure;
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
            return Optional.of(new WorkerFailure(WorkerFailure.Source.MACHINE, "The engine does not start: " + e));
        }
    }

    /**
     * A watch on the process that started this worker. If the grader ends or is killed, the worker and the processes that it
     * has started end, too.
     */
    public static final class ParentWatch {

        private ParentWatch() {}

        /** Starts to watch the grader. */
        public static void attach() {
            ProcessHandle.current().parent()
                    .ifPresent(grader -> grader.onExit().thenRun(() -> end(1)));
        }

        /** Ends this process and all its child processes at once, so that no thread and no hook of student code runs after. */
        public static void end() {
            end(0);
        }

        private static void end(int status) {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            Runtime.getRuntime().halt(status);
        }
    }

    /**
     * Messages of throwables, limited in length. A student's exception class may override its methods, so even asking for the
     * message may throw.
     */
    public static final class ThrowableMessages {

        private static final int MAX_MESSAGE = 4_000;

        private ThrowableMessages() {}

        /** Returns the message of a throwable, or the name of its class if it has no message. */
        public static String of(Throwable thrown) {
            try {
                String message = thrown.getMessage();
                if (message != null && !message.isBlank()) {
                    return cut(message).strip();
                }
            } catch (RuntimeException | Error e) {
                return thrown.getClass().getSimpleName() + ", whose getMessage() throws";
            }
            return thrown.getClass().getSimpleName();
        }

        /** Returns the class name and the message of a throwable. */
        public static String named(Throwable thrown) {
            String message = of(thrown);
            String name = thrown.getClass().getSimpleName();
            return message.startsWith(name) ? message : name + ": " + message;
        }

        /**
         * Returns the class name, the message and the source line of a throwable that comes from the steps.
         *
         * @return the name of its class, its message, and the line of a step that threw it or called the code that threw it;
         *     without a line if no step was running
         */
        public static String ofSteps(Throwable thrown) {
            return located(thrown, name -> name.startsWith("org.rnnkit.step"));
        }

        /**
         * Returns the class name, the message and the source line of a throwable.
         *
         * @param classOfStudent tells for the name of a class whether it belongs to the student
         * @return the name of its class, its message, and the line of student code that threw it or called the code that threw
         *     it; without a line if no student code was running
         */
        public static String located(Throwable thrown, Predicate<String> classOfStudent) {
            for (StackTraceElement frame : thrown.getStackTrace()) {
                if (classOfStudent.test(frame.getClassName())) {
                    return named(thrown) + " (at " + frame.getFileName() + ":" + frame.getLineNumber() + ")";
                }
            }
            return named(thrown);
        }

        private static String cut(String message) {
            return message.length() <= MAX_MESSAGE ? message
                    : message.substring(0, MAX_MESSAGE) + "… (cut, " + message.length() + " characters)";
        }
    }
}
