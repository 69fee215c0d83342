package org.rnnkit.cli.update;

import java.util.Objects;

/** The decision about one file of a copy: what an update does with it. */
enum FileDecision {

    /** The copy has the newer handout's file already. */
    SAME,
    /** The newer handout's file is written. */
    TAKE,
    /** The file no longer belongs to the handout and is deleted. */
    DELETE,
    /** The copy's file stays, because only its owner changed it, or because the handout no longer has it. */
    KEEP,
    /** Both the owner and the handout changed the file. */
    BOTH_CHANGED;

    /**
     * Decides about a file by the hashes of its three states; null means that there is no file.
     *
     * @param before the file of the handout that the copy was made from
     * @param mine the file in the copy
     * @param next the file of the newer handout
     */
    static FileDecision of(String before, String mine, String next) {
        if (Objects.equals(mine, next)) {
            return SAME;
        } else if (Objects.equals(mine, before)) {
            return next == null ? DELETE : TAKE;
        } else if (Objects.equals(before, next) || next == null) {
            return KEEP;
        }
        // A deleted file that the handout has changed comes back: the tests or the build may need it.
        return mine == null ? TAKE : BOTH_CHANGED;
    }
}
