package org.rnnkit.learner.train;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.rnnkit.grader.training.TrainingProcess.TrainingProgress;

/** A trainer for one training after the other. */
@FunctionalInterface
public interface ModelTrainer {

    /**
     * Trains a model and writes it to a new folder in runs/. If it throws, no folder is left.
     *
     * @param order the training
     * @param progress receives the result of every epoch, and the samples
     * @param notes receives sentences for the user, and the lines that the steps print
     * @param wanted tells whether the training is still wanted; if not, the thread is also interrupted
     * @return the name of the new folder
     * @throws org.rnnkit.grader.error.UsageException if the user or the steps are the reason why there is no model
     * @throws org.rnnkit.grader.error.GraderException if the machine or the kit is the reason
     */
    String train(TrainingOrder order, TrainingProgress progress, Consumer<String> notes, BooleanSupplier wanted);
}
