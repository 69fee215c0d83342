package org.rnnkit.grader.sandbox;

import java.time.Duration;

/**
 * The limit that a worker was stopped at.
 *
 * @param words what it did, to go on from "your code"
 */
public record LimitExceeded(String words) {

    /**
     * It did not come to its end.
     *
     * @param limit how long it was allowed to take
     * @return the breach
     */
    public static LimitExceeded ofTime(Duration limit) {
        return new LimitExceeded("took longer than " + limit.toSeconds() + " seconds and was stopped (an endless loop?)");
    }

    static LimitExceeded ofMemory(Limits limits) {
        return new LimitExceeded("took more than " + limits.memoryMegabytes() + " MB of memory and was stopped");
    }

    static LimitExceeded ofTasks(Limits limits) {
        return new LimitExceeded("started more than " + limits.tasks() + " processes and threads and was stopped");
    }

    static LimitExceeded ofDisk(Limits limits) {
        return new LimitExceeded("wrote more than " + limits.diskMegabytes() + " MB to disk and was stopped");
    }
}
