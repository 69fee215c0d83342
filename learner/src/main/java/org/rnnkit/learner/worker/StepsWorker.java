package org.rnnkit.learner.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.FailureSource;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.toolkit.ModelException;

/** The common part of the processes that work with a learner's own steps: one request, lines of progress, one answer. */
public final class StepsWorker {

    private StepsWorker() {}

    /** The work of such a process. */
    @FunctionalInterface
    public interface Work<Q> {

        /**
         * Works on a request.
         *
         * @param lines receives lines for the process that has sent the request
         */
        Object run(Q request, Consumer<String> lines) throws IOException;
    }

    /** Works on one request, and ends this process. */
    public static <Q> void serve(Class<Q> type, Work<Q> work) throws Exception {
        PrintStream out = System.out;
        // What the steps print must not be taken for a line of progress.
        System.setOut(System.err);
        WorkerMain.run(worker -> worker.serve(type, exchange -> answer(exchange, work, line -> {
            out.println(line);
            out.flush();
        })));
    }

    private static <Q> StepsAnswer answer(Exchange<Q> exchange, Work<Q> work, Consumer<String> lines) throws IOException {
        Optional<WorkerFailure> notStarted = WorkerMain.startEngine();
        if (notStarted.isPresent()) {
            return new StepsAnswer(null, notStarted.get());
        }
        exchange.ready();
        try {
            return new StepsAnswer(Messages.JSON.valueToTree(work.run(exchange.request(), lines)), null);
        } catch (ModelException e) {
            return new StepsAnswer(null, new WorkerFailure(FailureSource.USER, e.getMessage()));
        } catch (RuntimeException | Error e) {
            return new StepsAnswer(null, new WorkerFailure(FailureSource.STEPS, ThrowableMessages.ofSteps(e)));
        }
    }
}
