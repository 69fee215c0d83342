package org.rnnkit.grader.training;

import java.time.Duration;
import java.util.function.Supplier;
import org.rnnkit.grader.worker.training.EngineChoice;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.toolkit.Text;

/**
 * The plan of the training that follows the steps of each submission.
 *
 * @param settings the training's hyperparameters
 * @param isProof whether it is a proof: a few epochs that are compared with the reference's
 * @param engine what to compute with
 * @param text finds the text
 * @param limit how long it may take
 */
public record TrainingPlan(Hyperparameters settings, boolean isProof, EngineChoice engine, Supplier<Text> text,
        Duration limit) {

    /** Returns the setup of the training's process. */
    TrainingSetup setup() {
        return isProof ? TrainingSetup.ofProof(settings, engine) : TrainingSetup.ofSteps(settings, engine);
    }
}
