package org.rnnkit.testkit;

/** Two slips in one solution. */
record ComparedPair(String first, String second) {

    boolean isRefutedBy(Comparison comparison) {
        return !comparison.known().get().pairs().contains(this)
                && (comparison.refuted().contains(first) || comparison.refuted().contains(second));
    }
}
