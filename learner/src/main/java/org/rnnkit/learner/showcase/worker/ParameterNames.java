package org.rnnkit.learner.showcase.worker;

import java.util.List;

/** The names of the network's five parameters, in their order. */
final class ParameterNames {

    static final List<String> ALL = List.of("W_xh", "W_hh", "b_h", "W_hq", "b_q");

    private ParameterNames() {}

    /** Returns the right shapes of the parameters, in their order. */
    static List<long[]> shapes(int vocabSize, int numHiddens) {
        return List.of(new long[] {vocabSize, numHiddens}, new long[] {numHiddens, numHiddens}, new long[] {numHiddens},
                new long[] {numHiddens, vocabSize}, new long[] {vocabSize});
    }
}
