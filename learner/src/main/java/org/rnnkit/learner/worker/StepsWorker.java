package org.rnnkit.learner.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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

    /** A failure of the steps in a sentence that the user reads as it is. */
    public static final class StepsProblem extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Makes a failure from a whole sentence. */
        public StepsProblem(String sentence) {
            super(sentence);
        }
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
        } catch (StepsProblem | ModelException e) {
            return new Answer(null, new WorkerFailure(Source.USER, e.getMessage()));
        } catch (RuntimeException | Error e) {
            return new Answer(null, new WorkerFailure(Source.STEPS, ThrowableMessages.ofSteps(e)));
        }
    }

    /** A static method of a step that is found by name, because the step may be missing. */
    record StepMethod(MethodHandle handle) {

        /** Finds a method by the full name of its class, its name, the type of its result and those of its parameters. */
        static StepMethod find(String className, String name, Class<?> result, Class<?>... parameters) {
            try {
                return new StepMethod(MethodHandles.publicLookup().findStatic(Class.forName(className), name,
                        MethodType.methodType(result, parameters)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(className + " lacks a method: " + e.getMessage(), e);
            }
        }

        Object call(Object... arguments) {
            try {
                return handle.invokeWithArguments(arguments);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
