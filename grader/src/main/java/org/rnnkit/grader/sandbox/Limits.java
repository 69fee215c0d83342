package org.rnnkit.grader.sandbox;

/**
 * The limits of a worker, together with all processes that it starts.
 *
 * @param memoryMegabytes the resident memory, heap and native
 * @param tasks the number of processes and threads together
 * @param diskMegabytes the size of the files in its folder
 */
public record Limits(int memoryMegabytes, int tasks, int diskMegabytes) {

    /** The default limits: at least four times as much as the reference needs. */
    public static final Limits DEFAULT = new Limits(2_048, 512, 256);

    /** No limits, for users who run their own code. */
    static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
}
