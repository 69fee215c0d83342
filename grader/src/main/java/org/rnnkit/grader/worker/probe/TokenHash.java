package org.rnnkit.grader.worker.probe;

/**
 * A hash of all tokens that a model has read, in their order. A text that is written by it shows which tokens were read. It
 * has two parts, and float32 holds every number that comes up exactly.
 */
public record TokenHash(int first, int second) {

    /** The hash before the first token. */
    public static final TokenHash BEGIN = new TokenHash(0, 0);

    private static final int SIZE = 9_973;

    /** Returns the hash after one more token. */
    public TokenHash read(int token) {
        return new TokenHash((first * 31 + token * 7 + 5) % SIZE, (second * 17 + first + token * 3 + 1) % SIZE);
    }

    /**
     * Returns one of the most likely next tokens.
     *
     * @param choice the number of the choice, from 0
     * @param least the smallest token that may come next: 1, or 0 if the unknown token may, too
     */
    public int next(int choice, int vocabSize, int least) {
        return least + (first * 7 + second / 7 + choice) % (vocabSize - least);
    }
}
