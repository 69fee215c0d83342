package org.rnnkit.learner.play.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A model whose most likely token is drawn: to each of its logits comes noise of the Gumbel distribution, T times as
 * large. The largest sum is that of a token with its probability in softmax(logits / T) (Gumbel 1954), so that whatever
 * predicts the most likely one draws.
 *
 * @param net the model
 * @param temperature T, above 0
 * @param random where the noise comes from
 */
record GumbelSampler(LanguageModel net, double temperature, Random random) implements LanguageModel {

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        RnnOutput output = net.forward(tokens, state);
        float[] noise = new float[(int) output.logits().size()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (-temperature * Math.log(-Math.log(random.nextDouble())));
        }
        NDArray drawn = tokens.getManager().create(noise, output.logits().getShape()).add(output.logits());
        return new RnnOutput(drawn, output.state());
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return net.beginState(manager, batchSize);
    }

    @Override
    public NDList parameters() {
        return net.parameters();
    }
}
