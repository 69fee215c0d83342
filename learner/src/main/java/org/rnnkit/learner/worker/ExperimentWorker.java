package org.rnnkit.learner.worker;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.learner.worker.VariantTraining.Run;
import org.rnnkit.learner.worker.VariantTraining.Variant;
import org.rnnkit.toolkit.CharacterVocabulary;

/** The process that trains the variants of an experiment. It prints a line after each epoch. */
public final class ExperimentWorker {

    private ExperimentWorker() {}

    /**
     * A request: the trainings to compare.
     *
     * @param variants the trainings
     * @param seeds the number of runs of each
     * @param epochs the number of epochs of each run
     * @param text the cleaned text
     * @param tokens the number of its characters that are used
     */
    public record ExperimentRequest(List<Variant> variants, int seeds, int epochs, String text, int tokens) {}

    /**
     * The outcome of an experiment.
     *
     * @param runs each variant's runs, one for each seed
     */
    public record ExperimentOutcome(List<List<Run>> runs) {

        /** Tells whether all results of a request are there. The steps' code could send others. */
        public boolean answers(ExperimentRequest request) {
            return runs != null && runs.size() == request.variants().size() && runs.stream().allMatch(ofVariant
                    -> ofVariant != null && ofVariant.size() == request.seeds() && ofVariant.stream().allMatch(run
                    -> run != null && run.perplexities() != null && run.perplexities().length == request.epochs()));
        }
    }

    /** Runs an experiment. */
    public static void main(String[] args) throws Exception {
        StepsWorker.serve(ExperimentRequest.class, ExperimentWorker::outcome);
    }

    private static ExperimentOutcome outcome(ExperimentRequest request, Consumer<String> lines) {
        DefaultVocabulary vocabulary = CharacterVocabulary.of(request.text());
        int[] tokens = CharacterVocabulary.indices(vocabulary,
                request.text().substring(0, Math.min(request.tokens(), request.text().length())));
        List<List<Run>> runs = new ArrayList<>();
        for (Variant variant : request.variants()) {
            List<Run> ofVariant = new ArrayList<>();
            for (int seed = 1; seed <= request.seeds(); seed++) {
                try (NDManager manager = NDManager.newBaseManager()) {
                    ofVariant.add(new VariantTraining(variant, tokens, (int) vocabulary.size(), seed, manager)
                            .train(request.epochs(), () -> lines.accept(variant.label())));
                }
            }
            runs.add(ofVariant);
        }
        return new ExperimentOutcome(runs);
    }
}
