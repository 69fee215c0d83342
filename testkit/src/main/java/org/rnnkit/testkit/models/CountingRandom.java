package org.rnnkit.testkit.models;

import java.util.Random;

/** A source of random numbers that counts how often it is asked. */
public final class CountingRandom extends Random {

    private static final long serialVersionUID = 1L;

    private int count;

    /** Makes a source with a seed. */
    public CountingRandom(long seed) {
        super(seed);
    }

    @Override
    protected int next(int bits) {
        count++;
        return super.next(bits);
    }

    /** Returns how often it was asked for random bits. */
    public int count() {
        return count;
    }

    /** A source of random numbers whose every number between 0 and 1 is the largest one below 1. */
    public static final class LargestRandom extends Random {

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
}
