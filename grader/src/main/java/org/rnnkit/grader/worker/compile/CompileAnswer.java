package org.rnnkit.grader.worker.compile;

/**
 * The result of a compilation.
 *
 * @param errors the error messages, one a line; empty if there are none
 * @param cannotWrite whether one of the errors is that a class file could not be written
 */
public record CompileAnswer(String errors, boolean cannotWrite) {}
