package org.rnnkit.grader.sandbox;

import java.time.Duration;

/**
 * A limit that a worker has exceeded.
 *
 * @param description the end of a sentence that begins with "Your code"
 */
public record LimitExceeded(String description) {

    /** Makes the one for the time limit, which is in whole seconds. */
    public static LimitExceeded ofTime(Duration limit) {
        return new LimitExceeded("took longer than " + limit.toSeconds() + (limit.toSeconds() == 1 ? " second" : " seconds")
                + " and was stopped (an endless loop?)");
    }

    static LimitExceeded ofMemory(Limits limits) {
        return new LimitExceeded("took more than " + limits.memoryMegabytes() + " MB of memory and was stopped");
    }

    static LimitExceeded ofTasks(Limits limits) {
        return new LimitExceeded("started more than " + limits.tasks() + " processes and threads and was stopped");
    }
}
