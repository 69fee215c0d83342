package org.rnnkit.grader.worker.probe;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.rnnkit.step10sampling.TemperatureSampling;
import org.rnnkit.testkit.models.CountingRandom;
import org.rnnkit.testkit.models.ExtremeRandom;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.testkit.models.ManagerWatch;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.LanguageModel;

/**
 * The probe of step 10: the random text that a network writes, with the random numbers that it takes, or four texts of a model
 * that shows each token it has read.
 */
final class TemperatureSamplingProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        Vocabulary vocabulary = CharacterVocabulary.of(given.text("text"));
        Random random = given.has("largest") ? new ExtremeRandom(true) : new Random(given.integer("seed"));
        NDManager owner = given.owner("the manager given");
        if (!given.has("choices")) {
            if (given.text("longer prefix") != null) {
                return count(given, new GivenRnn(given.parameters(ProbePayload.PARAMETERS)), vocabulary);
            }
            // It leaves results on its manager, which is the one given.
            LanguageModel network = new WatchedModel(new GivenRnn(given.parameters(ProbePayload.PARAMETERS, owner)));
            ProbePayload answer = new ProbePayload().with("text",
                    given.call(() -> sample(given, network, vocabulary, owner, random)));
            return !given.has("largest") ? answer : answer.with("text of the smallest numbers",
                    sample(given, free(given), vocabulary, given.manager(), new ExtremeRandom(false)));
        }
        HashModel model = new HashModel((int) vocabulary.size(), given.integer("choices"), given.integer("least"), 0);
        ProbePayload answer = new ProbePayload();
        ManagerWatch watch = new ManagerWatch(model);
        answer.with("text", given.call(() -> sample(given, watch, vocabulary, owner, random)))
                .withSideFact("the managers made for tokens and states are closed", watch.allAreClosed(owner));
        answer.with("text of the same random", sample(given, model, vocabulary, owner, random));
        answer.with("text of the same seed", sample(given, model, vocabulary, owner, new Random(given.integer("seed"))));
        answer.with("text of another seed", sample(given, model, vocabulary, owner, new Random(given.integer("seed") + 1)));
        return answer.withSideCount("the number of the model's arrays that are left open", model.open(), 0);
    }

    /**
     * Counts the random numbers, also for no character, and writes a text with another prefix and the same random numbers. Only
     * the first call gets the question's own parameters.
     */
    private static ProbePayload count(Arguments given, LanguageModel network, Vocabulary vocabulary) {
        CountingRandom random = new CountingRandom(given.integer("seed"));
        ProbePayload answer = new ProbePayload().with("text", sample(given, network, vocabulary, given.manager(), random))
                .withFact("each written character takes a random number", random.count() >= given.integer("numPredictions"));
        CountingRandom unused = new CountingRandom(given.integer("seed"));
        TemperatureSampling.sample(given.text("longer prefix"), 0, given.number("temperature"), free(given), vocabulary,
                given.manager(), unused);
        return answer.withFact("no character takes no random number", unused.count() == 0)
                .with("text after a longer prefix", sample(given, "longer prefix", free(given), vocabulary, given.manager(),
                        new Random(given.integer("seed"))));
    }

    private static LanguageModel free(Arguments given) {
        return new GivenRnn(given.freeParameters(given.manager()));
    }

    private static String sample(Arguments given, LanguageModel model, Vocabulary vocabulary, NDManager manager,
            Random random) {
        return sample(given, "prefix", model, vocabulary, manager, random);
    }

    private static String sample(Arguments given, String prefix, LanguageModel model, Vocabulary vocabulary, NDManager manager,
            Random random) {
        return String.valueOf(TemperatureSampling.sample(given.text(prefix), given.integer("numPredictions"),
                given.number("temperature"), model, vocabulary, manager, random));
    }
}
