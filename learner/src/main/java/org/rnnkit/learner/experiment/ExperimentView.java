package org.rnnkit.learner.experiment;

import java.util.List;
import org.rnnkit.learner.background.BackgroundWork.State;
import org.rnnkit.learner.train.RunList.RunComparison;

/**
 * An experiment as it is shown, for experiments-state.jte and experiments-live.jte.
 *
 * @param state the experiment that runs or ran last
 * @param curves its trainings beside each other; null before its end
 */
public record ExperimentView(State<ExperimentProgress, List<String>> state, RunComparison curves) {}
