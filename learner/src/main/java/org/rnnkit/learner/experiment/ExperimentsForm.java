package org.rnnkit.learner.experiment;

import java.util.List;

/**
 * The data of the page of experiments, for experiments.jte.
 *
 * @param steps one or two sentences that say whose steps train, and which of them fail
 * @param possible whether an experiment can start
 */
public record ExperimentsForm(List<Experiment> experiments, String steps, boolean possible, ExperimentView shown) {}
