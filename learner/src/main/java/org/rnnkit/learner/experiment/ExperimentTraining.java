package org.rnnkit.learner.experiment;

import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.learner.train.TextChoice;
import org.rnnkit.learner.train.TextKind;
import org.rnnkit.learner.train.TrainingOrder;

/**
 * One of the trainings that an experiment compares.
 *
 * @param name a word or two that tell it from the others, the end of its folder's name
 */
public record ExperimentTraining(String name, Hyperparameters settings) {

    /** Returns the name in words. */
    public String words() {
        return name.replace('-', ' ');
    }

    /** Orders the training with another number of epochs. */
    public TrainingOrder order(int epochs) {
        return new TrainingOrder(settings.withEpochs(epochs), new TextChoice(TextKind.USUAL, ""), ModelFactory.SCRATCH,
                null);
    }
}
