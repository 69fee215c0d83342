package org.rnnkit.learner.showcase.worker;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.WorkerFailure.Source;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.learner.showcase.worker.ResultChecks.NonsenseResult;
import org.rnnkit.toolkit.NotImplementedYet;

/** The process that shows what a student's steps can do. It prints lines of JSON while a training goes on. */
public final class ShowcaseWorker {

    /** The shortest time between two lines: nobody reads a curve faster. */
    private static final long PROGRESS_NANOS = 250_000_000;

    private ShowcaseWorker() {}

    /**
     * Runs a showcase.
     *
     * @param args none
     * @throws Exception if the request can't be read or the result can't be sent
     */
    public static void main(String[] args) throws Exception {
        PrintStream lines = System.out;
        System.setOut(System.err);
        WorkerMain.run(worker -> worker.serve(ShowcaseRequest.class, exchange -> outcome(exchange, lines)));
    }

    private static ShowcaseOutcome outcome(Exchange<ShowcaseRequest> exchange, PrintStream lines) throws IOException {
        Optional<WorkerFailure> failure = WorkerMain.startEngine();
        if (failure.isPresent()) {
            return new ShowcaseOutcome(null, failure.get());
        }
        exchange.ready();
        return outcome(exchange.request(), progress(lines));
    }

    /** Runs a showcase with the steps of this process. */
    static ShowcaseOutcome outcome(ShowcaseRequest request, Consumer<Object> progress) {
        ShowcaseClock.start();
        try (NDManager manager = NDManager.newBaseManager()) {
            Engine.getInstance().setRandomSeed(1); // the same picture each time
            JsonNode data = Messages.JSON.valueToTree(Showcases.show(request, manager, progress));
            return new ShowcaseOutcome(data, null);
        } catch (NonsenseResult | NotImplementedYet e) {
            return failed(ThrowableMessages.of(e));
        } catch (RuntimeException | Error e) {
            return failed("Your code stopped with this exception: "
                    + ThrowableMessages.ofSteps(e));
        }
    }

    private static ShowcaseOutcome failed(String sentence) {
        return new ShowcaseOutcome(null, new WorkerFailure(Source.STEPS, sentence));
    }

    private static Consumer<Object> progress(PrintStream lines) {
        long[] last = {System.nanoTime()};
        return partial -> {
            if (System.nanoTime() - last[0] >= PROGRESS_NANOS) {
                last[0] = System.nanoTime();
                try {
                    lines.println(Messages.JSON.writeValueAsString(partial));
                    lines.flush();
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }
}
