package org.rnnkit.grader.worker;

import ai.djl.engine.Engine;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.rnnkit.toolkit.EngineSettings;

/**
 * The common part of every worker's main method. It takes standard input and output for its frames, watches the process that
 * has started it, answers requests, and at the end kills all processes that the steps have started.
 */
public final class WorkerMain {

    private final InputStream in = System.in;
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);

    private WorkerMain() {}

    /** A function that answers one kind of request. */
    @FunctionalInterface
    public interface Work<Q> {

        /**
         * Answers a request.
         *
         * @throws IOException if a file can't be read or written
         */
        Object answer(Q request, WorkerCall call) throws IOException;
    }

    /** Takes the standard streams: what this process prints from now on goes to standard error, and its input is empty. */
    public static WorkerMain open() {
        WorkerMain worker = new WorkerMain();
        System.setIn(InputStream.nullInputStream());
        System.setOut(System.err);
        ParentWatch.attach();
        return worker;
    }

    /**
     * Answers requests until there are no more, and ends this process.
     *
     * @throws IOException if a request can't be read
     */
    public <Q> void serve(Class<Q> type, Work<Q> work) throws IOException {
        try {
            while (true) {
                Q request = WorkerFrame.JSON.readValue(WorkerFrame.read(in, Integer.MAX_VALUE).json(), type);
                WorkerCall call = new WorkerCall(out);
                call.answer(work.answer(request, call));
            }
        } catch (EOFException endOfRequests) {
            ParentWatch.end();
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
