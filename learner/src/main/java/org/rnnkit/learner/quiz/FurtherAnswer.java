package org.rnnkit.learner.quiz;

/**
 * The answer to one item of a chapter's section "Going further".
 *
 * @param text the answer, in Markdown
 * @param check the name of the test method that computes its numbers; empty if it has none
 */
public record FurtherAnswer(String text, String check) {

    /** Replaces a missing check by an empty one. */
    public FurtherAnswer {
        check = check == null ? "" : check;
    }
}
