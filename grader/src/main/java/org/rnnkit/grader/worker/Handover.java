package org.rnnkit.grader.worker;

/**
 * How a worker hands its result over. It comes with the request, on standard input: the key is nowhere on the disk,
 * so that whoever finds the files by listing their folder can still not write a result that counts.
 *
 * @param resultFile where the result goes
 * @param readyFile the file that says, by being there, that from now on it is the steps' code that runs
 * @param key what the result is signed with
 */
public record Handover(String resultFile, String readyFile, String key) {}
