package org.rnnkit.learner.worker;

import java.time.Duration;
import java.util.List;

/**
 * A task to compute what the picture of a step shows, with the learner's code.
 *
 * @param step the step's number
 * @param text the text that the step reads; empty if it reads none
 * @param model the folder of the small model
 * @param jars the jars with the steps and with the classes that call them
 * @param seconds the limit, in seconds of work
 */
public record ShowTask(int step, String text, String model, List<String> jars, int seconds) implements LabTask<ShowResult> {

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
