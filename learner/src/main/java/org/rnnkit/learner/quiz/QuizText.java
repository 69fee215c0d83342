package org.rnnkit.learner.quiz;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.rnnkit.learner.quiz.Quiz.Choice;
import org.rnnkit.learner.quiz.Quiz.Question;
import org.rnnkit.testkit.board.WordWrap;
import org.rnnkit.testkit.steps.Step;

/**
 * The quiz as text for a terminal.
 *
 * @param width the number of columns
 */
public record QuizText(int width) {

    private static final int INDENT = 3;
    private static final Parser PARSER = Parser.builder().build();

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
     * Returns the right answer, for a learner who has not chosen one or has computed the numbers.
     *
     * @param question the question
     * @return several lines
     */
    public String rightAnswer(Question question) {
        if (question.choices().isEmpty()) {
            return "Right: " + question.rightNumbers() + "\n\n" + wrapped(question.answer());
        }
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
        return question.choices().isEmpty() ? rightAnswer(question) : IntStream.range(0, question.choices().size())
                .mapToObj(i -> answer(question, i)).collect(Collectors.joining("\n\n"));
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
        return WordWrap.of(plain(markdown), width);
    }

    private String item(String mark, String markdown) {
        String indented = plain(markdown).indent(INDENT).stripTrailing();
        return mark + WordWrap.of(indented, width).substring(mark.length());
    }

    /** Converts a text to lines: a long one for each paragraph, and code blocks indented by four spaces. */
    static String plain(String markdown) {
        PlainText text = new PlainText();
        PARSER.parse(markdown).accept(text);
        return text.lines.toString().strip();
    }

    /** A visitor that collects the plain text. Code keeps its backticks, so that it stands out. */
    private static final class PlainText extends AbstractVisitor {

        private final StringBuilder lines = new StringBuilder();

        @Override
        public void visit(Paragraph paragraph) {
            visitChildren(paragraph);
            endBlock(paragraph);
        }

        @Override
        public void visit(Text text) {
            lines.append(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            lines.append('`').append(code.getLiteral()).append('`');
        }

        @Override
        public void visit(HtmlInline html) {
            lines.append(html.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            lines.append(' ');
        }

        @Override
        public void visit(FencedCodeBlock code) {
            lines.append(code.getLiteral().lines().map(line -> "    " + line).collect(Collectors.joining("\n")));
            endBlock(code);
        }

        private void endBlock(Node block) {
            lines.append(block.getNext() == null ? "" : "\n\n");
        }
    }
}
