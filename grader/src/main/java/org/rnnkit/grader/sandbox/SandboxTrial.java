package org.rnnkit.grader.sandbox;

/**
 * The result of looking for bubblewrap, and of running Java once in its sandbox.
 *
 * @param works whether it works here
 * @param message the reason why it does not; if it does, the first line that Java printed
 * @param remedy what to do about it; empty if it works
 */
public record SandboxTrial(boolean works, String message, String remedy) {}
