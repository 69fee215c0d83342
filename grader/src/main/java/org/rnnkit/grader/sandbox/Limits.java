package org.rnnkit.grader.sandbox;

/**
 * How much a worker may take, with all processes that it starts.
 *
 * @param memoryMegabytes resident memory, heap and native
 * @param tasks processes and threads together
 * @param diskMegabytes what lies in its folder
 * @param outputKilobytes how much is kept of each of the two streams that it prints to; it may print more
 */
public record Limits(int memoryMegabytes, int tasks, int diskMegabytes, int outputKilobytes) {

    /** Four times what the reference takes, and more. */
    public static final Limits DEFAULT = new Limits(2_048, 512, 256, 16);

    /** For those who run their own code. */
    static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 16);
}
