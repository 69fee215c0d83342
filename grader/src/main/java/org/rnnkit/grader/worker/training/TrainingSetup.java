package org.rnnkit.grader.worker.training;

import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.EngineSettings.DeviceChoice.DeviceName;
import org.rnnkit.toolkit.Sampling;

/**
 * The setup of a training: its size, its engine and which model and gradients it uses.
 *
 * @param settings the training's hyperparameters
 * @param engine the device and the number of threads
 * @param model the kind of model, as {@link ModelFactory} names it
 * @param byHand the class of the step that computes the gradients instead of the gradient collector; null for the collector
 * @param continued the folder of a trained model to go on from; null for new parameters
 */
public record TrainingSetup(Hyperparameters settings, EngineChoice engine, String model, String byHand,
        String continued) {

    /** Makes the setup of a training with the nine steps as they are. */
    public static TrainingSetup ofSteps(Hyperparameters settings) {
        return new TrainingSetup(settings, EngineChoice.DEFAULT, ModelFactory.SCRATCH, null, null);
    }

    /**
     * The device and the number of threads that a user has chosen for the engine.
     *
     * @param device "auto", "cpu" or "gpu"
     * @param threads the number of threads for one operation of the engine
     */
    public record EngineChoice(DeviceName device, int threads) {

        /** A GPU if there is one, and the number of threads that other processes slow down least. */
        public static final EngineChoice DEFAULT = new EngineChoice(DeviceName.AUTO, EngineSettings.DEFAULT_THREADS);
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
