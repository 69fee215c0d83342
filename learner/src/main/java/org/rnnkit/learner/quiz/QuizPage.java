package org.rnnkit.learner.quiz;

import java.util.ArrayList;
import java.util.List;
import org.rnnkit.testkit.steps.Step;

/**
 * The data of the template studio/quiz.jte. All its HTML comes from the kit's own Markdown.
 *
 * @param id the step's id, which begins the ids of the page's elements
 * @param questions the questions, in order
 * @param further the answers to "Going further" in HTML, in order
 */
public record QuizPage(String id, List<QuestionPart> questions, List<String> further) {

    /** Copies the lists. */
    public QuizPage {
        questions = List.copyOf(questions);
        further = List.copyOf(further);
    }

    /**
     * Makes the data of a step.
     *
     * @param step the step
     * @return its questions and answers, empty if it has none
     */
    public static QuizPage of(Step step) {
        Quiz quiz = Quiz.of(step);
        List<QuestionPart> questions = new ArrayList<>();
        for (Question question : quiz.questions()) {
            List<ChoicePart> choices = question.choices().stream().map(ChoicePart::of).toList();
            String id = "quiz-" + step.id() + "-" + question.id();
            questions.add(new QuestionPart(id, QuizMarkdown.html(question.text()), choices));
        }
        return new QuizPage(step.id(), questions,
                quiz.further().stream().map(answer -> QuizMarkdown.html(answer.text())).toList());
    }

    /**
     * A question on the page.
     *
     * @param id the HTML id of its element
     * @param text its text in HTML
     * @param choices its choices
     */
    public record QuestionPart(String id, String text, List<ChoicePart> choices) {}

    /**
     * A choice on the page.
     *
     * @param text its text in HTML, for a label
     * @param right whether it is right
     * @param misconception the misconception in HTML; empty for the right choice
     * @param answer its answer in HTML
     */
    public record ChoicePart(String text, boolean right, String misconception, String answer) {

        private static ChoicePart of(Choice choice) {
            return new ChoicePart(QuizMarkdown.inlineHtml(choice.text()), choice.right(),
                    QuizMarkdown.inlineHtml(choice.misconception()), QuizMarkdown.html(choice.answer()));
        }
    }
}
