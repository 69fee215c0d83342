package org.rnnkit.learner.quiz;

import java.util.List;

/**
 * A question about a chapter: the learner predicts a result, then sees it.
 *
 * @param id a name that no other question has, such as "reshape"
 * @param text the situation and the question, in Markdown
 * @param choices the possible answers, exactly one of them right
 * @param check the name of the test method that computes the numbers and claims of the texts
 */
public record Question(String id, String text, List<Choice> choices, String check) {

    /** Copies the list. */
    public Question {
        choices = List.copyOf(choices);
    }

    /**
     * Finds the right choice.
     *
     * @return the index of the right choice, from 0
     */
    public int rightIndex() {
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).right()) {
                return i;
            }
        }
        throw new IllegalStateException("The question " + id + " has no right choice.");
    }
}
