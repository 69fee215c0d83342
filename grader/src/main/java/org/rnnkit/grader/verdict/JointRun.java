package org.rnnkit.grader.verdict;

import java.util.List;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.testkit.steps.Step;

/**
 * The results of several steps that ran together. They count only if all of them passed, because a mistake in one step
 * can change another's result.
 *
 * @param failed the steps that did not pass or have printed, and the one that the worker was busy with when it ended; the
 *     others may not have run
 */
public record JointRun(List<StepReport> passed, List<Step> failed) {}
