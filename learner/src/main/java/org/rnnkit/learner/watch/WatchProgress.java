package org.rnnkit.learner.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.testkit.steps.Step;

/**
 * The progress of the session.
 *
 * @param states the steps' last reports
 * @param pending the steps that are still to be tested since a file was saved
 * @param running the step that is being tested; null if none is
 * @param begun the time when the last round of tests began, by the clock of {@link System#nanoTime}
 * @param problem why the pending steps could not be tested, and what to do; empty if they could
 */
public record WatchProgress(StepStates states, Step current, Set<Step> pending, Step running, long begun,
        String problem) {

    /** Makes the progress before the first test: the student works at the step that was saved last. */
    public static WatchProgress first(Kit kit) {
        List<Step> steps = kit.steps();
        return new WatchProgress(new StepStates(steps), begun(kit).stream()
                .max(Comparator.comparing(step -> kit.layout().exercise(step).toFile().lastModified()))
                .orElse(steps.get(0)), Set.copyOf(steps), steps.get(0), System.nanoTime(), "");
    }

    /** Lists the steps in which the student has changed something. */
    public static List<Step> begun(Kit kit) {
        Submission own = new Intake(kit).take(Layout.EXERCISES);
        return kit.steps().stream().filter(step -> !own.isStub(step, kit.built().stub(step))).toList();
    }
}
