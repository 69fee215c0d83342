package org.rnnkit.grader.worker;

/**
 * The way back for one answer of a worker. It comes with the request, on standard input: the key is nowhere on the disk,
 * so code that finds the files by listing their folder can still not write an answer that counts.
 *
 * @param resultFile the file for the answer
 * @param readyFile the file whose existence says that from now on the steps' code runs
 * @param key the key that the answer is signed with
 */
public record ResultChannel(String resultFile, String readyFile, String key) {}
