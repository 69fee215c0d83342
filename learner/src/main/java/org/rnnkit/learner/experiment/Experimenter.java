package org.rnnkit.learner.experiment;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.rnnkit.grader.page.ComparisonPage;

/** A runner of experiments that writes their results to runs/. */
@FunctionalInterface
public interface Experimenter {

    /**
     * Runs an experiment.
     *
     * @param order the experiment
     * @param finished called after each epoch
     * @param notes receives sentences for the user
     * @param wanted tells whether the result is still wanted; if not, the thread is also interrupted
     * @return the result
     * @throws org.rnnkit.grader.error.UsageException if the user or the steps are the reason why there is no result
     */
    ComparisonPage run(ExperimentOrder order, Runnable finished, Consumer<String> notes, BooleanSupplier wanted);
}
