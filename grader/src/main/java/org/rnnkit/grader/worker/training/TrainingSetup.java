package org.rnnkit.grader.worker.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.Random;
import org.rnnkit.toolkit.EngineSettings.DeviceChoice.DeviceName;
import org.rnnkit.toolkit.Sampling;

/**
 * The setup of a training: its size, its engine and which model and gradients it uses.
 *
 * @param settings the training's hyperparameters
 * @param engine the device and the number of threads
 * @param model the kind of model, as {@link ModelFactory} names it
 * @param byHand the class of the step that computes the gradients instead of the gradient collector; null for the collector
 * @param givenParameters whether the training begins with {@link FirstParameters} instead of step 2's values
 * @param continued the folder of a trained model to go on from; null for new parameters
 */
public record TrainingSetup(Hyperparameters settings, EngineChoice engine, String model, String byHand,
        boolean givenParameters, String continued) {

    /** Makes the setup of a training with the nine steps as they are. */
    public static TrainingSetup ofSteps(Hyperparameters settings, EngineChoice engine) {
        return new TrainingSetup(settings, engine, ModelFactory.SCRATCH, null, false, null);
    }

    /** Makes the setup of a proof: a training with the nine steps, which begins with given parameters. */
    public static TrainingSetup ofProof(Hyperparameters settings, EngineChoice engine) {
        return new TrainingSetup(settings, engine, ModelFactory.SCRATCH, null, true, null);
    }

    /**
     * The device and the number of threads that a user has chosen for the engine.
     *
     * @param device "auto", "cpu" or "gpu"
     * @param threads the number of threads for one operation of the engine
     */
    public record EngineChoice(DeviceName device, int threads) {}

    /**
     * The first parameters of a proof. The kit draws them, so that any two right submissions begin with the same numbers. They
     * are larger than those of step 2: with values as small as 0.01, a model hardly uses its state in the first epochs, and no
     * gradient needs clipping: wrong solutions of step 7 gave exactly the reference's parameters, even after 8 epochs, and with
     * some seeds a difference of 1e-6 grew to 6 % within 10 epochs. With these, most of the 16 updates are clipped, the state
     * matters in each minibatch, and rounding does not grow.
     */
    public static final class FirstParameters {

        /** The standard deviations of W_xh, W_hh, b_h, W_hq and b_q. Rounding errors hardly grow in epochs that begin so. */
        private static final double[] DEVIATIONS = {0.3, 0.03, 0.1, 0.1, 0.1};

        private FirstParameters() {}

        /**
         * Draws the values of the five parameters, in the order of step 2. The same seed gives the same values.
         *
         * @return the values of each parameter, row by row
         */
        public static float[][] draw(long seed, int vocabSize, int numHiddens) {
            Random random = new Random(seed);
            int[] sizes = {vocabSize * numHiddens, numHiddens * numHiddens, numHiddens, numHiddens * vocabSize, vocabSize};
            float[][] values = new float[sizes.length][];
            for (int i = 0; i < sizes.length; i++) {
                values[i] = new float[sizes[i]];
                for (int j = 0; j < sizes[i]; j++) {
                    values[i][j] = (float) (DEVIATIONS[i] * random.nextGaussian());
                }
            }
            return values;
        }

        /**
         * Writes drawn values into the parameters that step 2 has made.
         *
         * @param drawn the values of each parameter, row by row
         */
        public static void write(float[][] drawn, NDList parameters) {
            for (int i = 0; i < drawn.length; i++) {
                NDArray parameter = parameters.get(i);
                try (NDArray values = parameter.stopGradient();
                        NDArray given = parameter.getManager().create(drawn[i], parameter.getShape())) {
                    values.set(new NDIndex("..."), given);
                }
            }
        }
    }

    /**
     * The settings of a training.
     *
     * @param tokens the number of characters to learn from, taken from the beginning of the text
     * @param batchSize the number of subsequences in a minibatch
     * @param numSteps the number of tokens in a subsequence
     * @param numHiddens the number of hidden units
     * @param learningRate the learning rate η of plain stochastic gradient descent
     * @param sampling the order of the minibatches
     * @param epochs the number of epochs
     * @param seed the seed of parameters and minibatches
     */
    public record Hyperparameters(int tokens, int batchSize, int numSteps, int numHiddens, float learningRate,
            Sampling sampling, int epochs, int seed) {

        /** Returns the settings of the chapter about training: its sizes and learning rate, with sequential sampling. */
        public static Hyperparameters ofChapter(int epochs, int seed) {
            return new Hyperparameters(10_000, 32, 35, 512, 1, Sampling.SEQUENTIAL, epochs, seed);
        }

        /** Returns the same settings with another number of epochs. */
        public Hyperparameters withEpochs(int number) {
            return new Hyperparameters(tokens, batchSize, numSteps, numHiddens, learningRate, sampling, number, seed);
        }
    }
}
