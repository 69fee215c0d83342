package org.rnnkit.learner.chapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.math.BigDecimal;
import java.net.URL;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.Uncheck;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.testkit.steps.Step;

/**
 * The questions of a chapter and the answers to its section "Going further", read from a YAML file with the step's id. It is
 * the data of studio/quiz.jte; all its HTML comes from the kit's own Markdown.
 *
 * @param questions the questions, in the order of the chapter
 * @param further an answer for each item of "Going further", in the section's order
 */
public record Quiz(String id, List<Question> questions, List<FurtherAnswer> further) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder().escapeHtml(true).build();

    /**
     * A question about a chapter: the learner predicts a result, then sees it. It has either choices, or numbers to compute.
     *
     * @param id a name that no other question has, such as "reshape"
     * @param text the situation and the question, in Markdown
     * @param choices the possible answers, exactly one of them right
     * @param numbers the numbers to compute, named a, b and so on, with the digits that the learner shall write
     * @param answer how the numbers are computed, in Markdown
     * @param check the name of the test method that computes the numbers and claims of the texts
     */
    public record Question(String id, String text, List<Choice> choices, List<BigDecimal> numbers, String answer,
            String check) {

        /** Replaces missing parts by empty ones. */
        public Question {
            choices = choices == null ? List.of() : choices;
            numbers = numbers == null ? List.of() : numbers;
            answer = answer == null ? "" : answer;
        }

        /** Returns the numbers with their names, such as "a) 0.5, b) 2". */
        public String rightNumbers() {
            return IntStream.range(0, numbers.size()).mapToObj(i -> (char) ('a' + i) + ") " + numbers.get(i))
                    .collect(Collectors.joining(", "));
        }
    }

    /**
     * One of the possible answers to a question.
     *
     * @param text what the learner chooses, in Markdown
     * @param misconception the wrong belief that leads to this choice, as a sentence; empty for the right choice
     * @param answer what the learner reads after choosing it, in Markdown
     */
    public record Choice(String text, boolean right, String misconception, String answer) {

        /** Replaces a missing misconception by an empty one. */
        public Choice {
            misconception = misconception == null ? "" : misconception;
        }
    }

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

    /**
     * Reads the quiz of a step.
     *
     * @return its quiz; empty if nobody has written one yet, as for a new step
     */
    public static Quiz of(Step step) {
        URL yaml = Quiz.class.getResource("/org/rnnkit/learner/quiz/" + step.id() + ".yaml");
        Quiz read = yaml == null ? new Quiz(null, List.of(), List.of())
                : Uncheck.get(() -> YAML.readValue(IOUtils.toByteArray(yaml), Quiz.class));
        return new Quiz(step.id(), read.questions, read.further);
    }

    /** Returns the HTML id of a question's element. */
    public String place(Question question) {
        return "quiz-" + id + "-" + question.id();
    }

    /** Returns the answer to a question of "Going further", by its number from 0, as a part of the chapter's HTML. */
    public String answer(int question) {
        return question < further.size() ? Pages.render("studio/answer.jte", html(further.get(question).text())) : "";
    }

    /** Converts the quiz's Markdown (paragraphs, code, emphasis) to HTML. */
    public static String html(String markdown) {
        return HTML.render(PARSER.parse(markdown)).strip();
    }

    /** Converts a single paragraph to HTML without the paragraph's own tags, for a label. */
    public static String inlineHtml(String markdown) {
        return html(markdown).replaceAll("^<p>|</p>$", "");
    }
}
