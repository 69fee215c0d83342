package org.rnnkit.testkit.oracle;

/** A recurrence: it computes a hidden state from an input and the state before. */
@FunctionalInterface
public interface Recurrence {
    /** Computes the next h from x [batchSize][vocabSize] and h [batchSize][numHiddens]. */
    double[][] next(double[][] x, double[][] h, Parameters p);
}
