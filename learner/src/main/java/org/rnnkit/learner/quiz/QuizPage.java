package org.rnnkit.learner.quiz;

import java.math.BigDecimal;
import java.util.List;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.learner.quiz.Quiz.Choice;
import org.rnnkit.testkit.steps.Step;

/**
 * The data of the template studio/quiz.jte. All its HTML comes from the kit's own Markdown.
 *
 * @param id the step's id, which begins the ids of the page's elements
 * @param questions the questions, in order
 * @param further the answers to "Going further" in HTML, in order
 */
public record QuizPage(String id, List<QuestionPart> questions, List<String> further) {

    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder().escapeHtml(true).build();

    /**
     * Makes the data of a step.
     *
     * @param step the step
     * @return its questions and answers, empty if it has none
     */
    public static QuizPage of(Step step) {
        Quiz quiz = Quiz.of(step);
        List<QuestionPart> questions = quiz.questions().stream().map(question -> new QuestionPart(
                "quiz-" + step.id() + "-" + question.id(), html(question.text()),
                question.choices().stream().map(ChoicePart::of).toList(), question.numbers(), question.rightNumbers(),
                html(question.answer()))).toList();
        return new QuizPage(step.id(), questions, quiz.further().stream().map(answer -> html(answer.text())).toList());
    }

    /** Returns the answer to a question of "Going further", by its number from 0, as a part of the chapter's HTML. */
    public String answer(int question) {
        return question < further.size() ? Pages.render("studio/answer.jte", further.get(question)) : "";
    }

    /**
     * A question on the page.
     *
     * @param id the HTML id of its element
     * @param text its text in HTML
     * @param choices its choices
     * @param numbers the numbers to compute, if it has no choices
     * @param rightNumbers the same numbers with their names, as a line of text
     * @param answer how they are computed, in HTML
     */
    public record QuestionPart(String id, String text, List<ChoicePart> choices, List<BigDecimal> numbers, String rightNumbers,
            String answer) {}

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
            return new ChoicePart(inlineHtml(choice.text()), choice.right(), inlineHtml(choice.misconception()),
                    html(choice.answer()));
        }
    }

    /** Converts the quiz's Markdown (paragraphs, code, emphasis) to HTML. */
    static String html(String markdown) {
        return HTML.render(PARSER.parse(markdown)).strip();
    }

    /** Converts a single paragraph to HTML without the paragraph's own tags, for a label. */
    private static String inlineHtml(String markdown) {
        return html(markdown).replaceAll("^<p>|</p>$", "");
    }
}
