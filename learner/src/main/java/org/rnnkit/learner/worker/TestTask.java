package org.rnnkit.learner.worker;

import java.time.Duration;
import org.rnnkit.grader.worker.step.StepAnswer;
import org.rnnkit.grader.worker.step.StepRequest;

/**
 * A task to test a step, as a grading does.
 *
 * @param seconds the time for all of its tests
 */
public record TestTask(StepRequest request, int seconds) implements LabTask<StepAnswer> {

    @Override
    public Class<StepAnswer> answer() {
        return StepAnswer.class;
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(seconds);
    }

    @Override
    public boolean isReusable(StepAnswer answer) {
        return answer.reusable();
    }
}
