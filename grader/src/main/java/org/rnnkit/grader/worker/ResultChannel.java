package org.rnnkit.grader.worker;

/**
 * The files for one answer of a worker.
 *
 * @param readyFile the file that the worker writes to before the steps' code runs
 */
public record ResultChannel(String resultFile, String readyFile) {}
