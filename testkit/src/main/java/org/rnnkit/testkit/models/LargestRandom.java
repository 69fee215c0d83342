package org.rnnkit.testkit.models;

import java.util.Random;

/** A source of random numbers whose every number between 0 and 1 is the largest one below 1. */
public final class LargestRandom extends Random {

    private static final long serialVersionUID = 1L;

    @Override
    public double nextDouble() {
        return Math.nextDown(1.0);
    }

    @Override
    public float nextFloat() {
        return Math.nextDown(1f);
    }

    /** Without this method, Java would wait for a smaller number. */
    @Override
    public double nextGaussian() {
        return 1;
    }
}
