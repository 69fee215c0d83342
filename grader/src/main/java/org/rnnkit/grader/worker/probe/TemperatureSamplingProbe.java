package org.rnnkit.grader.worker.probe;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.rnnkit.step10sampling.TemperatureSampling;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.LanguageModel;

/**
 * The probe of step 10: the random text that a network writes, its length for the largest random numbers, or four texts of a
 * model that shows each token it has read.
 */
final class TemperatureSamplingProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        Vocabulary vocabulary = CharacterVocabulary.of(given.text("text"));
        if (given.has("large")) {
            return new ProbePayload().with("length",
                    sample(given, RnnModelScratchProbe.model(given), vocabulary, given.manager(), new LargeRandom()).length());
        }
        Random random = new Random(given.integer("seed"));
        if (!given.has("choices")) {
            return new ProbePayload().with("text",
                    sample(given, RnnModelScratchProbe.model(given), vocabulary, given.manager(), random));
        }
        HashModel model = new HashModel((int) vocabulary.size(), given.integer("choices"));
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

    /** A Random that gives the two largest numbers, then two ordinary ones, and so on. */
    private static final class LargeRandom extends Random {

        private static final long serialVersionUID = 1;

        private int count;

        LargeRandom() {
            super(1);
        }

        @Override
        protected int next(int bits) {
            int ordinary = super.next(bits);
            return count++ % 4 < 2 ? -1 >>> (Integer.SIZE - bits) : ordinary; // nextDouble calls this twice
        }
    }
}
