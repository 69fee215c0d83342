package org.rnnkit.learner.experiment;

import org.rnnkit.grader.error.UsageException;
import org.rnnkit.learner.studio.FormNumber;

/**
 * An experiment that the user wants.
 *
 * @param experiment the experiment
 * @param epochs the number of epochs of each training
 * @param seeds the number of runs of each training
 */
public record ExperimentOrder(Experiment experiment, int epochs, int seeds) {

    /** The number of epochs that is usual. */
    public static final int USUAL_EPOCHS = 40;
    /** The number of seeds that is usual. */
    public static final int USUAL_SEEDS = 3;
    /** The largest number of epochs on the page. */
    public static final int MAX_EPOCHS = 500;
    /** The largest number of seeds on the page. */
    public static final int MAX_SEEDS = 10;

    /**
     * Reads the fields of the page's form. A field that is missing has the usual value.
     *
     * @param name the experiment's name on the command line
     * @param epochs the number of epochs
     * @param seeds the number of seeds
     * @return the experiment
     * @throws UsageException if a value is not possible
     */
    static ExperimentOrder of(String name, String epochs, String seeds) {
        return new ExperimentOrder(Experiment.find(name == null ? "" : name),
                FormNumber.whole("The number of epochs", epochs, USUAL_EPOCHS, 2, MAX_EPOCHS),
                FormNumber.whole("The number of seeds", seeds, USUAL_SEEDS, 1, MAX_SEEDS));
    }

    /**
     * Returns the number of epochs of all trainings together.
     *
     * @return variants × seeds × epochs
     */
    int allEpochs() {
        return experiment.variants().size() * seeds * epochs;
    }
}
