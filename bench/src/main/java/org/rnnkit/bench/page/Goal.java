package org.rnnkit.bench.page;

/**
 * A goal for the speed or the memory of training.
 *
 * @param what the measured quantity, in words
 * @param wanted the wanted value, in words
 * @param measured the measured value, in words
 * @param reached whether the goal is reached
 */
record Goal(String what, String wanted, String measured, boolean reached) {

    static Goal atLeast(String what, double wanted, double measured) {
        return new Goal(what, "at least " + wanted, number(measured), measured >= wanted);
    }

    static Goal below(String what, double wanted, double measured) {
        return new Goal(what, "below " + wanted, number(measured), measured < wanted);
    }

    private static String number(double value) {
        return Table.number(value, 3);
    }
}
