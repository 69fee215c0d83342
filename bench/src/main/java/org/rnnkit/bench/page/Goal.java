package org.rnnkit.bench.page;

/**
 * Something that training is to reach.
 *
 * @param what in words
 * @param wanted how much, in words
 * @param measured how much it was
 * @param reached whether that is enough
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
