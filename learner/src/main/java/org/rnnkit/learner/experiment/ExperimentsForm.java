package org.rnnkit.learner.experiment;

import java.util.List;

/**
 * The data of the page of experiments, for experiments.jte.
 *
 * @param steps one or two sentences that say whose steps train, and which of them fail
 */
public record ExperimentsForm(List<Experiment> experiments, String steps, ExperimentView shown) {}
