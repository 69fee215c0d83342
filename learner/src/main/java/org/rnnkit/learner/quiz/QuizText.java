package org.rnnkit.learner.quiz;

import java.util.Locale;
import org.rnnkit.testkit.board.WordWrap;
import org.rnnkit.testkit.steps.Step;

/** The quiz as text for a terminal. */
public final class QuizText {

    private static final int INDENT = 3;

    private final int width;

    /**
     * Prepares the texts.
     *
     * @param width the number of columns
     */
    public QuizText(int width) {
        this.width = width;
    }

    /**
     * Returns the letter of a choice.
     *
     * @param index the index of the choice, from 0
     * @return a letter, from a
     */
    public static char letter(int index) {
        return (char) ('a' + index);
    }

    /**
     * Returns a question with its choices.
     *
     * @param quiz the quiz that the question belongs to
     * @param index the index of the question, from 0
     * @return several lines
     */
    public String question(Quiz quiz, int index) {
        Question question = quiz.questions().get(index);
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Question %d of %d%n%n%s%n", index + 1,
                quiz.questions().size(), wrapped(question.text())));
        for (int i = 0; i < question.choices().size(); i++) {
            text.append(String.format(Locale.ROOT, "%n%s", item(letter(i) + ")", question.choices().get(i).text())));
        }
        return text.toString();
    }

    /**
     * Returns the answer to a choice: whether it is right, else the misconception, and why.
     *
     * @param question the question
     * @param index the index of the choice, from 0
     * @return several lines
     */
    public String answer(Question question, int index) {
        Choice choice = question.choices().get(index);
        if (choice.right()) {
            return letter(index) + ") is right.\n" + wrapped(choice.answer());
        }
        return letter(index) + ") is not right.\n\n" + wrapped("You may have thought: \"" + choice.misconception() + "\"")
                + "\n\nBut this is wrong:\n" + wrapped(choice.answer());
    }

    /**
     * Returns the right answer for a learner who has not chosen one.
     *
     * @param question the question
     * @return several lines
     */
    public String rightAnswer(Question question) {
        int index = question.rightIndex();
        return "The answer is " + letter(index) + ").\n" + wrapped(question.choices().get(index).answer());
    }

    /**
     * Returns the answers to all choices of a question.
     *
     * @param question the question
     * @return several lines
     */
    public String answers(Question question) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < question.choices().size(); i++) {
            text.append(i == 0 ? "" : "\n\n").append(answer(question, i));
        }
        return text.toString();
    }

    /**
     * Returns the answers to a chapter's "Going further".
     *
     * @param step the step
     * @param quiz its quiz
     * @return a numbered answer for each item of the section
     */
    public String further(Step step, Quiz quiz) {
        StringBuilder text = new StringBuilder(wrapped(String.format(Locale.ROOT, "Step %d, %s: answers to the section "
                + "\"Going further\" of %s", step.number(), step.title(), step.chapterFile())));
        for (int i = 0; i < quiz.further().size(); i++) {
            text.append("\n\n").append(item((i + 1) + ".", quiz.further().get(i).text()));
        }
        return text.toString();
    }

    private String wrapped(String markdown) {
        return WordWrap.of(QuizMarkdown.plain(markdown), width);
    }

    private String item(String mark, String markdown) {
        String indented = QuizMarkdown.plain(markdown).indent(INDENT).stripTrailing();
        return mark + WordWrap.of(indented, width).substring(mark.length());
    }
}
