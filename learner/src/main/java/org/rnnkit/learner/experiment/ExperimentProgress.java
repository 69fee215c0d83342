package org.rnnkit.learner.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.learner.train.TrainingReports;
import org.rnnkit.toolkit.EpochResult;

/**
 * The reports of an experiment so far.
 *
 * @param experiment the experiment; null if none was started
 * @param trainings the reports of the trainings that have begun, the last of which runs
 */
public record ExperimentProgress(Experiment experiment, List<TrainingReports> trainings) {

    /** Begins the next training. */
    ExperimentProgress with(TrainingReports next) {
        List<TrainingReports> all = new ArrayList<>(trainings);
        all.add(next);
        return new ExperimentProgress(experiment, all);
    }

    /** Changes the reports of the training that runs. */
    ExperimentProgress withChange(UnaryOperator<TrainingReports> change) {
        List<TrainingReports> all = new ArrayList<>(trainings);
        all.replaceAll(one -> one == all.get(all.size() - 1) ? change.apply(one) : one);
        return new ExperimentProgress(experiment, all);
    }

    /** Returns the training that runs. */
    public ExperimentTraining running() {
        return experiment.trainings().get(trainings.size() - 1);
    }

    /** Counts the finished epochs of all trainings. */
    public int finished() {
        return trainings.stream().mapToInt(training -> training.epochs().size()).sum();
    }

    /** Counts the epochs of all trainings. */
    public int allEpochs() {
        return experiment.trainings().size() * Experiment.EPOCHS;
    }

    /** Lists the sentences and lines of all trainings, each once. */
    public List<String> notes() {
        return trainings.stream().flatMap(training -> training.notes().stream()).distinct().toList();
    }

    /** Draws the curves so far. */
    public Chart chart() {
        Chart chart = Chart.perplexity("Perplexity by epoch").upTo(Experiment.EPOCHS);
        for (int i = 0; i < trainings.size(); i++) {
            chart.line(Chart.CLASSES.get(i),
                    trainings.get(i).epochs().stream().mapToDouble(EpochResult::perplexity).toArray());
        }
        return chart;
    }
}
