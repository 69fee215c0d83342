package org.rnnkit.grader.worker;

/**
 * The channel for one answer of a worker. It is sent with the request on standard input, so the key is never on the
 * disk. Student code may find the files by listing their folder, but without the key it can't sign an answer.
 *
 * @param readyFile the file that the worker writes to before the steps' code runs
 * @param key the key for the signature of the answer
 */
public record ResultChannel(String resultFile, String readyFile, String key) {}
