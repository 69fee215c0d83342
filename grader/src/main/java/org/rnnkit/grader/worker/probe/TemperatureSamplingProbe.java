package org.rnnkit.grader.worker.probe;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.rnnkit.grader.worker.probe.GivenModels.HashModel;
import org.rnnkit.grader.worker.probe.GivenModels.ProbeNetwork;
import org.rnnkit.step10sampling.TemperatureSampling;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.LanguageModel;

/** The probe of step 10: the random text that a network writes, or four texts of a model that shows each token it has read. */
final class TemperatureSamplingProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        Vocabulary vocabulary = CharacterVocabulary.of(given.text("text"));
        Random random = given.has("largest") ? new LargestRandom() : new Random(given.integer("seed"));
        if (!given.has("choices")) {
            LanguageModel network = new ProbeNetwork(given.parameters(ProbePayload.PARAMETERS));
            return new ProbePayload().with("text", sample(given, network, vocabulary, given.manager(), random));
        }
        HashModel model = new HashModel((int) vocabulary.size(), given.integer("choices"), given.integer("least"));
        NDManager owner = given.owner("the manager given");
        ProbePayload answer = new ProbePayload();
        answer.with("text", given.call(() -> sample(given, model, vocabulary, owner, random)));
        answer.with("text of the same random", sample(given, model, vocabulary, owner, random));
        answer.with("text of the same seed", sample(given, model, vocabulary, owner, new Random(given.integer("seed"))));
        answer.with("text of another seed", sample(given, model, vocabulary, owner, new Random(given.integer("seed") + 1)));
        return answer.with("open", model.open());
    }

    private static String sample(Arguments given, LanguageModel model, Vocabulary vocabulary, NDManager manager,
            Random random) {
        return String.valueOf(TemperatureSampling.sample(given.text("prefix"), given.integer("numPredictions"),
                given.number("temperature"), model, vocabulary, manager, random));
    }

    /** A source of random numbers whose every number between 0 and 1 is the largest one below 1. */
    private static final class LargestRandom extends Random {

        private static final long serialVersionUID = 1L;

        @Override
        public double nextDouble() {
            return Math.nextDown(1.0);
        }

        @Override
        public float nextFloat() {
            return Math.nextDown(1f);
        }

        /** Without this method, Java would wait for a smaller number. */
        @Override
        public double nextGaussian() {
            return 1;
        }
    }
}
