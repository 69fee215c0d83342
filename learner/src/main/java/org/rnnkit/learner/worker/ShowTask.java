package org.rnnkit.learner.worker;

import java.time.Duration;

/**
 * A task to compute what the picture of a step shows, with the learner's code.
 *
 * @param step the step's number
 * @param text the text that the step reads; empty if it reads none
 * @param model the folder of the small model
 * @param jar the jar with the steps
 * @param seconds the limit, in seconds of work
 */
public record ShowTask(int step, String text, String model, String jar, int seconds) implements LabTask<ShowResult> {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Override
    public Class<ShowResult> answer() {
        return ShowResult.class;
    }

    @Override
    public Duration limit() {
        return LIMIT;
    }

    @Override
    public boolean isReusable(ShowResult answer) {
        return answer.rows() != null;
    }
}
