package org.rnnkit.grader.report;

/**
 * The handout of a copy, compared with the newest.
 *
 * @param version the number of the handout in the copy's own record, which anybody can change
 * @param newest the number of the newest handout that the kit knows; null if it knows none
 */
public record CopyVersion(int version, Integer newest) {

    String sentence() {
        String has = "The copy says that it has handout " + version;
        return isBehind() ? has + "; the newest is handout " + newest + ". To update the copy: ./rnnkit update FROM."
                : has + (newest != null && newest == version ? ", the newest." : ".");
    }

    boolean isBehind() {
        return newest != null && newest > version;
    }
}
