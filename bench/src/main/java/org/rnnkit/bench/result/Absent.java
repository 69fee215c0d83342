package org.rnnkit.bench.result;

/**
 * A competitor or a group of measurements without a result.
 *
 * @param what its name for people
 * @param reason the reason
 */
public record Absent(String what, String reason) {}
