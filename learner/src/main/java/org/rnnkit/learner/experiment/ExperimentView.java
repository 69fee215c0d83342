package org.rnnkit.learner.experiment;

import java.util.List;
import org.rnnkit.learner.background.WorkState;
import org.rnnkit.learner.train.RunComparison;

/**
 * An experiment as it is shown, for experiments-state.jte and experiments-live.jte.
 *
 * @param state the experiment that runs or ran last
 * @param curves its trainings beside each other; null before its end
 */
public record ExperimentView(WorkState<ExperimentProgress, List<String>> state, RunComparison curves) {}
