package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.given.TextCall;
import org.rnnkit.testkit.models.ExtremeRandom;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.LanguageModel;

/** Tests of step 10: warm-up over the prefix, then a character drawn from softmax(logits / T) each time. */
@Tag("step10")
class TemperatureSamplingTest {

    private static final float COLD = 0.01f; // the best logit is ahead by 0.45: e^-45 for any other
    /** The logits of four tokens, the largest first. */
    private static final float[] UNEVEN = {2, 1, -2, 0};
    private static final int MANY = 1_200;
    /** The bias of a token that is drawn once in a million times, at temperature 2. */
    private static final float RARE = -25;
    /** Seeds close to each other begin with almost the same number. */
    private static final long SEED = 7;
    private static final long OTHER_SEED = 8_888_888_888L;

    @Test
    @Order(1)
    void writesTheMostLikelyCharactersAtALowTemperature(NDManager manager, Draw draw) {
        for (String prefix : new String[] {"time", " TIme traveller ", "t"}) {
            SamplingCase.check(TextCall.of("sample", prefix, 20, TextCall.smallLogits(), draw, manager), COLD, "certain", draw);
        }
    }

    @Test
    @Order(2)
    void returnsOnlyThePrefixForZeroPredictions(NDManager manager, Draw draw) {
        SamplingCase.check(TextCall.of("sample", "time", 0, UNEVEN, draw, manager), 1, "uneven", draw);
    }

    @Test
    @Order(3)
    void drawsEachCharacterByItsProbabilityAtTemperature1(NDManager manager, Draw draw) {
        drawMany(1, 1, draw, manager);
    }

    @Test
    @Order(4)
    void drawsLikelyCharactersMoreOftenBelow1(NDManager manager, Draw draw) {
        drawMany(0.5f, 1, draw, manager);
        drawMany(0.01f, 0.02f, draw, manager);
    }

    @Test
    @Order(5)
    void drawsUnlikelyCharactersMoreOftenAbove1(NDManager manager, Draw draw) {
        SamplingCase.check(TextCall.of("sample", "t", MANY, falling(), draw, manager), 4, "uneven", draw);
        drawMany(100, 100, draw, manager);
    }

    /** Returns the logits of 200 tokens, so that at temperature 4 the least likely one has a third of the largest chance. */
    private static float[] falling() {
        float[] logits = new float[200];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = 4 - 4.4f * i / logits.length;
        }
        return logits;
    }

    /** Draws so many characters that their numbers show the temperature. */
    private static void drawMany(float temperature, float scale, Draw draw, NDManager manager) {
        float[] logits = UNEVEN.clone();
        for (int i = 0; i < logits.length; i++) {
            logits[i] *= scale;
        }
        SamplingCase.check(TextCall.of("sample", "t", MANY, logits, draw, manager), temperature, "uneven", draw);
    }

    /** Draws 100 of twelve equally likely characters. The chance of the same text twice is 12^-100. */
    @Test
    @Order(6)
    void takesAllChanceFromTheGivenRandom(NDManager manager, Draw draw) {
        TextCall call = TextCall.of("sample", "t", 100, new float[12], draw, manager);
        SamplingCase.check(call, 1, "even", draw);
        Random random = new Random(SEED);
        String first = even(call, random);
        Expect.that(!first.equals(even(call, random)), "a second call with the same Random writes the same text: seed it "
                + "nowhere");
        Expect.that(!first.equals(even(call, new Random(OTHER_SEED))), "two calls with different seeds write the same text: "
                + "take the chance from the Random given, and seed it nowhere");
    }

    private static String even(TextCall call, Random random) {
        return String.valueOf(TemperatureSampling.sample(call.prefix(), call.length(), 1, call.net(), call.vocabulary(),
                call.manager(), random));
    }

    /**
     * Probabilities in float32 often add up to slightly less than the largest number. The pieces may lie in any order, but no
     * piece is at both ends of the line.
     */
    @Test
    void worksForTheLargestRandomNumber(NDManager manager, Draw draw) {
        Vocabulary vocabulary = CharacterVocabulary.of("time traveller");
        Parameters parameters = Parameters.draw(draw, (int) vocabulary.size(), 9);
        parameters.bQ()[0] = RARE;
        LanguageModel net = parameters.network(manager);
        Expect.difference(!(isUnknownDrawn(net, vocabulary, manager, true) && isUnknownDrawn(net, vocabulary, manager, false)),
                () -> "sample writes <unk>, which is very unlikely, both if each random number is 0 and if each is the largest "
                        + "below 1.\nProbabilities may add up to 0.9999999, and then the number is behind the last piece: take "
                        + "the last token");
    }

    private static boolean isUnknownDrawn(LanguageModel net, Vocabulary vocabulary, NDManager manager, boolean isLargest) {
        String text = TemperatureSampling.sample("time", 100, 2, net, vocabulary, manager, new ExtremeRandom(isLargest));
        return String.valueOf(text).contains("<unk>");
    }

    @Test
    void rejectsAnEmptyPrefix(NDManager manager, Draw draw) throws Throwable {
        rejects("an empty prefix", "", 1, manager, draw);
    }

    @Test
    void rejectsATemperatureThatIsNotAbove0(NDManager manager, Draw draw) throws Throwable {
        rejects("temperature 0", "t", 0, manager, draw);
        rejects("temperature -1", "t", -1, manager, draw);
        rejects("temperature NaN", "t", Float.NaN, manager, draw);
    }

    private static void rejects(String what, String prefix, float temperature, NDManager manager, Draw draw) throws Throwable {
        TextCall call = TextCall.of("sample", prefix, 5, UNEVEN, draw, manager);
        Expect.illegalArgument("sample with " + what, () -> TemperatureSampling.sample(prefix, call.length(), temperature,
                call.net(), call.vocabulary(), call.manager(), new Random(SEED)));
    }

    @Test
    @Order(7)
    void keepsItsPromisesInEveryDrawnCase(Draw draw) {
        DrawnCases.check(SamplingCase.class, draw);
    }
}
