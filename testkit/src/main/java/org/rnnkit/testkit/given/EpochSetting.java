package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDManager;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;

/**
 * What an epoch is called with.
 *
 * @param sampling the sampling
 * @param minibatches the number of minibatches
 * @param batchSize the number of sequences; the last minibatch has fewer with random sampling
 * @param numSteps the number of time steps; the last minibatch may have fewer
 * @param vocabSize the number of tokens in the vocabulary
 * @param numHiddens the number of hidden units
 * @param parameters the number of the model's parameters; 0 for a model with DJL's own RNN block
 * @param stateArrays the number of arrays in the model's state, at most 3
 * @param weight a factor of the loss, by which gradients are small or large
 * @param firstFactor another factor of the first minibatch's loss
 * @param firstSummand is added to the first minibatch's loss, which does not change its gradients
 */
public record EpochSetting(Sampling sampling, int minibatches, int batchSize, int numSteps, int vocabSize, int numHiddens,
        int parameters, int stateArrays, float weight, float firstFactor, float firstSummand) {

    /** A factor for gradients that are not clipped. */
    public static final float SMALL = 0.125f;
    /** A factor for gradients that are clipped. */
    public static final float LARGE = 8;

    /** Returns a small epoch of three minibatches with the model of step 5. */
    public static EpochSetting of(Sampling sampling) {
        return new EpochSetting(sampling, 3, 3, 4, 6, 5, 5, 1, 1, 1, 0);
    }

    /** Makes the model: with DJL's own initialisation, or with given parameters. */
    LanguageModel model(Draw draw, NDManager owner) {
        if (parameters == 0) {
            return new ConciseRnnModel(owner, vocabSize, numHiddens);
        }
        return GivenRnn.inPieces(Parameters.draw(draw, vocabSize, numHiddens).arrays(owner), parameters, owner);
    }
}
