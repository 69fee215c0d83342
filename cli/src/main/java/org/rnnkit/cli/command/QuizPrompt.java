package org.rnnkit.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.rnnkit.learner.quiz.Quiz;
import org.rnnkit.learner.quiz.Quiz.Question;
import org.rnnkit.learner.quiz.QuizText;
import org.rnnkit.testkit.steps.Step;

/** The conversation of {@code ./rnnkit quiz}: it asks a question, answers each choice, and goes on to the next question. */
final class QuizPrompt {

    private final BufferedReader in;
    private final PrintStream out;
    private final QuizText text;

    QuizPrompt(BufferedReader in, PrintStream out, QuizText text) {
        this.in = in;
        this.out = out;
        this.text = text;
    }

    /** Returns the first line of a quiz. */
    static String title(Step step) {
        return String.format(Locale.ROOT, "Questions about step %d, %s", step.number(), step.title());
    }

    /** Returns what a learner can do after the questions. It never counts right answers. */
    static String afterwards(Step step) {
        return String.format(Locale.ROOT, "The chapter:%n%s%nAnswers to its section \"Going further\": "
                + "./rnnkit quiz %d --further", step.chapterFile(), step.number());
    }

    /** Asks all questions, until the user quits. */
    void ask(Step step, Quiz quiz) {
        out.println(title(step));
        for (int i = 0; i < quiz.questions().size(); i++) {
            out.printf(Locale.ROOT, "%n%s%n", text.question(quiz, i));
            if (!isAnswered(quiz.questions().get(i))) {
                return;
            }
        }
        out.printf(Locale.ROOT, "%nThese were the questions of step %d. %s%n", step.number(), afterwards(step));
    }

    /** Reads choices until one is right, or the user wants to see the right one. Returns false if the user quits. */
    private boolean isAnswered(Question question) {
        int right = question.rightIndex();
        char last = QuizText.letter(question.choices().size() - 1);
        while (true) {
            out.printf(Locale.ROOT, "%nYour choice (a to %c; Enter shows the answer, q quits): ", last);
            out.flush();
            String line = read();
            if (line == null || line.equals("q")) {
                return false;
            }
            if (line.isEmpty()) {
                out.printf(Locale.ROOT, "%n%s%n", text.rightAnswer(question));
                return true;
            }
            int chosen = line.length() == 1 ? line.charAt(0) - 'a' : -1;
            if (chosen < 0 || chosen >= question.choices().size()) {
                out.printf(Locale.ROOT, "Type one letter from a to %c. Enter alone shows the answer, q quits.%n", last);
                continue;
            }
            out.printf(Locale.ROOT, "%n%s%n", text.answer(question, chosen));
            if (chosen == right) {
                return true;
            }
        }
    }

    private String read() {
        try {
            String line = in.readLine();
            return line == null ? null : line.strip().toLowerCase(Locale.ROOT).replaceFirst("\\)$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
