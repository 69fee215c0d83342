package org.rnnkit.learner.worker;

import java.time.Duration;

/**
 * A task to write a text. The characters come as news, each as soon as it is written.
 *
 * @param seconds the limit of each character, in seconds of work
 * @param textSeconds the limit of the whole text, in seconds
 */
public record PlayTask(PlayModel model, PlayRequest request, int seconds, long textSeconds) implements LabTask<PlayResult> {

    @Override
    public Class<PlayResult> answer() {
        return PlayResult.class;
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(textSeconds);
    }

    @Override
    public boolean isReusable(PlayResult answer) {
        return answer.failure() == null;
    }
}
