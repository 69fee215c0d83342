package org.rnnkit.step6prediction;

import ai.djl.ndarray.NDManager;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.given.TextCall;
import org.rnnkit.testkit.oracle.Writing;

/** A call of step 6, and everything that is asked of it. */
final class PredictionCase implements StepCase {

    /** The logits are shifted by this, so that exp of each is infinite in float32. */
    private static final float FAR_ABOVE = 10_000;
    private static final float FAR_BELOW = 1e30f;
    /** A call of the model, in values. */
    private static final int CALL = 600;

    @Override
    public double work(DrawnValues values) {
        return (values.number("prefixLength") + values.number("numPredictions")) * (CALL + values.number("vocabSize") / 10);
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        check(TextCall.of("predict", values, logits(values.size("vocabSize"), values.word("logits")), draw, manager));
    }

    /** Returns logits of a kind, the largest first. Of those far below 0, the smallest is infinitely far. */
    private static float[] logits(int vocabSize, String kind) {
        float[] logits = TextCall.logits(vocabSize);
        for (int i = 0; i < vocabSize; i++) {
            logits[i] = kind.equals("far above 0") ? logits[i] + FAR_ABOVE
                    : kind.equals("far below 0") ? logits[i] * FAR_BELOW : logits[i];
        }
        if (kind.equals("far below 0")) {
            logits[Writing.smallest(vocabSize)] = Float.NEGATIVE_INFINITY;
        }
        return logits;
    }

    /** Makes a call, and asks everything that is asked of it. */
    static void check(TextCall call) {
        call.run(() -> Prediction.predict(call.prefix(), call.length(), call.net(), call.vocabulary(), call.manager()),
                call::isMostLikely);
    }
}
