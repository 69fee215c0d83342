package org.rnnkit.grader.worker.training;

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
}
