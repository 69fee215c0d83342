package org.rnnkit.classroom.samework;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A fingerprint of one source file. Two files have the same fingerprint if their code is equal after normalizing.
 *
 * @param step the number of the step that the file belongs to; {@link #HELPERS} for a helper class, which several steps may use
 * @param hash the hash of the normalized code
 * @param tokens the number of tokens in the bodies of the file's methods
 */
public record SourcePrint(int step, String hash, int tokens) {

    /** The number that stands for the helper classes of a submission. */
    public static final int HELPERS = 0;

    /**
     * The number of tokens from which an equal file is a reason to look: one and a half times the longest run of equal tokens
     * in two right solutions of different styles. CatalogueSimilarityTest measures that.
     */
    public static final int MIN_TOKENS = 120;

    /**
     * Tells whether the file is so long that an equal one is a reason to look.
     *
     * @return false if the file is so short that two people may well write the same
     */
    @JsonIgnore
    public boolean isLong() {
        return tokens >= MIN_TOKENS;
    }
}
