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
}
