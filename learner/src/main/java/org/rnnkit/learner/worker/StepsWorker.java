package org.rnnkit.learner.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.Messages.Exchange;
import org.rnnkit.grader.worker.Messages.WorkerFailure;
import org.rnnkit.grader.worker.Messages.WorkerFailure.Source;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.WorkerMain.ThrowableMessages;
import org.rnnkit.toolkit.SavedModel.ModelException;

/** The common part of the processes that work with a learner's own steps: one request, lines of progress, one answer. */
public final class StepsWorker {

    private StepsWorker() {}

    /**
     * The answer of such a process.
     *
     * @param result the result as JSON; null after a failure
     * @param failure the reason why there is no result; null if there is one
     */
    public record Answer(JsonNode result, WorkerFailure failure) {}

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

    private static <Q> Answer answer(Exchange<Q> exchange, Work<Q> work, Consumer<String> lines) throws IOException {
        Optional<WorkerFailure> notStarted = WorkerMain.startEngine();
        if (notStarted.isPresent()) {
            return new Answer(null, notStarted.get());
        }
        exchange.ready();
        try {
            return new Answer(Messages.JSON.valueToTree(work.run(exchange.request(), lines)), null);
        } catch (ModelException e) {
            return new Answer(null, new WorkerFailure(Source.USER, e.getMessage()));
        } catch (RuntimeException | Error e) {
            return new Answer(null, new WorkerFailure(Source.STEPS, ThrowableMessages.ofSteps(e)));
        }
    }
}
