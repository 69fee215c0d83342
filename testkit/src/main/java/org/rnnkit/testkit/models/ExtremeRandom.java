package org.rnnkit.testkit.models;

import java.util.Random;

/** A source of random numbers whose every number between 0 and 1 is 0, or is the largest one below 1. */
public final class ExtremeRandom extends Random {

    private static final long serialVersionUID = 1L;

    private final boolean isLargest;

    /** Makes a source of the largest numbers or of the smallest ones. */
    public ExtremeRandom(boolean isLargest) {
        this.isLargest = isLargest;
    }

    @Override
    public double nextDouble() {
        return isLargest ? Math.nextDown(1.0) : 0;
    }

    @Override
    public float nextFloat() {
        return isLargest ? Math.nextDown(1f) : 0;
    }

    /** Without this method, Java would wait for a smaller number. */
    @Override
    public double nextGaussian() {
        return isLargest ? 1 : -1;
    }
}
