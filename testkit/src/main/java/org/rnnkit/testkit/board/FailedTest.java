package org.rnnkit.testkit.board;

/**
 * A test that failed.
 *
 * @param name the name of the test, a sentence
 * @param message the reason
 */
record FailedTest(String name, String message) {}
