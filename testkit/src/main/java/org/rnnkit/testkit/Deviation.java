package org.rnnkit.testkit;

/** A wrong way to compute a step's result: an enum constant in the oracle, with a line beside the formula. */
public interface Deviation {

    /** Returns the mistake in the words that a student reads after "Likely mistake:"; empty for the right way. */
    String words();
}
