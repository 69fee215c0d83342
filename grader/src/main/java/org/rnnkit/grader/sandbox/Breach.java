package org.rnnkit.grader.sandbox;

import java.time.Duration;

/**
 * The limit that a worker was stopped at.
 *
 * @param words what it did, to go on from "your code"
 */
public record Breach(String words) {

    /**
     * It did not come to its end.
     *
     * @param limit how long it was allowed to take
     * @return the breach
     */
    public static Breach ofTime(Duration limit) {
        return new Breach("took longer than " + limit.toSeconds() + " seconds and was stopped (an endless loop?)");
    }

    static Breach ofMemory(Limits limits) {
        return new Breach("took more than " + limits.memoryMegabytes() + " MB of memory and was stopped");
    }

    static Breach ofTasks(Limits limits) {
        return new Breach("started more than " + limits.tasks() + " processes and threads and was stopped");
    }

    static Breach ofDisk(Limits limits) {
        return new Breach("wrote more than " + limits.diskMegabytes() + " MB to disk and was stopped");
    }
}
