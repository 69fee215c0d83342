// attack: has the compiler compute a constant of two billion characters
// list: does not compile
// verdict: error
// message: the compiler gave up
// beside: step 1
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

public final class HiddenState {

    private static final String A = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String B = A + A + A + A + A + A + A + A + A + A + A + A + A + A + A + A;
    private static final String C = B + B + B + B + B + B + B + B + B + B + B + B + B + B + B + B;
    private static final String D = C + C + C + C + C + C + C + C + C + C + C + C + C + C + C + C;
    private static final String E = D + D + D + D + D + D + D + D + D + D + D + D + D + D + D + D;
    private static final String F = E + E + E + E + E + E + E + E + E + E + E + E + E + E + E + E;
    private static final String G = F + F + F + F + F + F + F + F + F + F + F + F + F + F + F + F;

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        throw new IllegalStateException(G);
    }
}
