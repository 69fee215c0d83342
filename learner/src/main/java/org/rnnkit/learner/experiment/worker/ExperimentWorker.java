package org.rnnkit.learner.experiment.worker;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.WorkerFailure.Source;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.learner.experiment.worker.ExperimentOutcome.Run;
import org.rnnkit.toolkit.CharacterVocabulary;

/** The process that trains the variants of an experiment. It prints a line after each epoch. */
public final class ExperimentWorker {

    private ExperimentWorker() {}

    /**
     * Runs an experiment.
     *
     * @param args none
     * @throws Exception if the request can't be read or the result can't be sent
     */
    public static void main(String[] args) throws Exception {
        PrintStream progress = System.out;
        System.setOut(System.err);
        WorkerMain.run(worker -> worker.serve(ExperimentRequest.class, exchange -> outcome(exchange, progress)));
    }

    private static ExperimentOutcome outcome(Exchange<ExperimentRequest> exchange, PrintStream progress)
            throws IOException {
        Optional<WorkerFailure> failure = WorkerMain.startEngine();
        if (failure.isPresent()) {
            return new ExperimentOutcome(List.of(), failure.get());
        }
        exchange.ready();
        ExperimentRequest request = exchange.request();
        String text = Files.readString(Path.of(request.textFile()));
        DefaultVocabulary vocabulary = CharacterVocabulary.of(text);
        int[] tokens = CharacterVocabulary.indices(vocabulary,
                text.substring(0, Math.min(request.tokens(), text.length())));
        try {
            List<List<Run>> runs = new ArrayList<>();
            for (Variant variant : request.variants()) {
                List<Run> ofVariant = new ArrayList<>();
                for (int seed = 1; seed <= request.seeds(); seed++) {
                    try (NDManager manager = NDManager.newBaseManager()) {
                        ofVariant.add(new VariantTraining(variant, tokens, (int) vocabulary.size(), seed, manager)
                                .train(request.epochs(), () -> report(variant, progress)));
                    }
                }
                runs.add(ofVariant);
            }
            return new ExperimentOutcome(runs, null);
        } catch (RuntimeException | Error e) {
            return new ExperimentOutcome(List.of(), new WorkerFailure(Source.STEPS, ThrowableMessages.ofSteps(e)));
        }
    }

    private static void report(Variant variant, PrintStream progress) {
        progress.println(variant.label());
        progress.flush();
    }
}
