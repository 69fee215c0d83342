package org.rnnkit.step10sampling;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Random;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.given.TextCall;
import org.rnnkit.testkit.models.CountingRandom;
import org.rnnkit.testkit.oracle.Drawing;

/**
 * A call of step 10, and everything that is asked of it. Of a model that is certain, the text is known: another token has a
 * chance of 5,000 · e^-45 at most, which is 1e-13 in all characters of a run. Otherwise the characters are counted. About
 * thirty drawn cases and nine calls of tests in words have sixteen counts at most, each out of bounds with a chance of 1e-13
 * (see Frequencies); together that is 6e-11.
 */
final class SamplingCase implements StepCase {

    /** A logit this far ahead, divided by T, makes a model certain. */
    private static final double CERTAIN = 45;
    /** exp of this is infinite, and exp of its negative is 0, even in double. */
    private static final double FAR = 1_000;
    /** A call of the model, in values. */
    private static final int CALL = 900;

    @Override
    public double work(DrawnValues values) {
        return (values.number("prefixLength") + values.number("numPredictions")) * (CALL + values.number("vocabSize") / 10);
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        float temperature = (float) values.number("temperature");
        float[] logits = logits(values, temperature);
        TextCall call = TextCall.of("sample", values, logits, draw, manager);
        check(call, temperature, values.word("model"), draw);
    }

    /** Returns logits that give the same chances at each temperature. */
    private static float[] logits(DrawnValues values, float temperature) {
        double[] divided = new double[values.size("vocabSize")];
        double half = Math.log(divided.length);
        Arrays.fill(divided, 0, 2, values.is("model", "uneven") ? half : 0);
        divided[0] += values.is("model", "certain") ? CERTAIN : values.is("model", "uneven") ? 1 : 0;
        double far = values.is("logits", "far above 0") ? FAR : values.is("logits", "far below 0") ? -FAR : 0;
        float[] logits = new float[divided.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (temperature * (divided[i] + far));
        }
        return logits;
    }

    /** Makes a call, and asks everything that is asked of it. */
    static void check(TextCall call, float temperature, String model, Draw draw) {
        int seed = draw.integer(1, 1_000_000);
        CountingRandom random = new CountingRandom(seed);
        String written = call.run(() -> sample(call.prefix(), call, temperature, random), text -> {
            if (model.equals("certain") && !call.isReadRightly(text)) {
                call.isMostLikelyDrawn(text);
            }
            call.isReadAsWritten(text);
            isDrawn(call, text, temperature);
            Expect.that(call.length() > 0 || random.count() == 0, "sample wrote no character, but took random numbers: draw "
                    + "only for characters that are written, not while the prefix is read");
            Expect.that(random.count() >= call.length(), () -> "sample wrote " + call.length() + " characters, but asked the "
                    + "Random given only " + random.count() + " times: take a number from it for each character, and none from "
                    + "Math.random(), the engine or a Random of your own");
            if (model.equals("certain")) {
                call.isMostLikelyDrawn(text);
            }
        });
        isRepeated(call, written, temperature, model, seed);
    }

    private static String sample(String prefix, TextCall call, float temperature, Random random) {
        return TemperatureSampling.sample(prefix, call.length(), temperature, call.net(), call.vocabulary(), call.manager(),
                random);
    }

    /** Checks that the tokens come as often as softmax(logits / T) says. */
    private static void isDrawn(TextCall call, String text, float temperature) {
        if (call.length() == 0) {
            return;
        }
        Drawing drawing = new Drawing(call.writing(), temperature, call.states(text), call.written(text));
        Expect.result("the characters drawn (T = " + temperature + ")", drawing.isRight(), drawing::slips,
                () -> Failure.ofResult(call.length() + " characters were drawn at temperature " + ShortNumber.of(temperature)
                        + ". " + drawing.inWords()));
    }

    /** Checks that the same seed gives the same text; if all tokens are alike, also after a longer prefix. */
    private static void isRepeated(TextCall call, String text, float temperature, String model, int seed) {
        String prefix = model.equals("even") ? "e" + call.prefix() : call.prefix();
        String again = sample(prefix, call, temperature, new Random(seed));
        Expect.that(again != null && again.endsWith(text.substring(call.prefix().length())), model.equals("even")
                ? "with a longer prefix, the same seed gives other characters of a model for which all are equally "
                + "likely: draw only for characters that are written, not while the prefix is read"
                : "two calls with the same seed write different texts: take all chance from the Random given, none from "
                + "Math.random(), the engine or a Random of your own");
    }
}
