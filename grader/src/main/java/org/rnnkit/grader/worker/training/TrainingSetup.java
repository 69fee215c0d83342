package org.rnnkit.grader.worker.training;

/**
 * The setup of a training: its size, its engine and which model and gradients it uses.
 *
 * @param settings the training's hyperparameters
 * @param engine the device and the number of threads
 * @param concise whether to train the toolkit's concise model instead of step 5's
 * @param byHand the class of the step that computes the gradients instead of the gradient collector; null for the collector
 * @param givenParameters whether the training begins with {@link FirstParameters} instead of step 2's values
 */
public record TrainingSetup(Hyperparameters settings, EngineChoice engine, boolean concise, String byHand,
        boolean givenParameters) {

    /**
     * Makes the setup of a training with the nine steps as they are.
     *
     * @param settings the training's hyperparameters
     * @param engine the device and the number of threads
     * @return the setup
     */
    public static TrainingSetup ofSteps(Hyperparameters settings, EngineChoice engine) {
        return new TrainingSetup(settings, engine, false, null, false);
    }

    /**
     * Makes the setup of a proof: a training with the nine steps, which begins with given parameters.
     *
     * @param settings the training's hyperparameters
     * @param engine the device and the number of threads
     * @return the setup
     */
    public static TrainingSetup ofProof(Hyperparameters settings, EngineChoice engine) {
        return new TrainingSetup(settings, engine, false, null, true);
    }
}
