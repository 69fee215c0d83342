package org.rnnkit.learner.play.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A model whose most likely token is a random draw: noise from the Gumbel distribution, times T, is added to each logit.
 * Then each token has the largest sum with its probability in softmax(logits / T) (Gumbel 1954). So a prediction that always
 * takes the most likely token draws from that distribution.
 *
 * @param net the model
 * @param temperature the temperature T, above 0
 * @param random the source of the noise
 */
record GumbelSampler(LanguageModel net, double temperature, Random random) implements LanguageModel {

    /** Returns a model for a temperature: at 0, where the most likely token is no draw, the model itself. */
    static LanguageModel at(double temperature, LanguageModel net, Random random) {
        return temperature == 0 ? net : new GumbelSampler(net, temperature, random);
    }

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
