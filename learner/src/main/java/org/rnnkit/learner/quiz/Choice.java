package org.rnnkit.learner.quiz;

/**
 * One of the possible answers to a question.
 *
 * @param text what the learner chooses, in Markdown
 * @param right whether it is the right one
 * @param misconception the wrong belief that leads to this choice, as a sentence; empty for the right choice
 * @param answer what the learner reads after choosing it, in Markdown
 */
public record Choice(String text, boolean right, String misconception, String answer) {

    /** Replaces a missing misconception by an empty one. */
    public Choice {
        misconception = misconception == null ? "" : misconception;
    }
}
