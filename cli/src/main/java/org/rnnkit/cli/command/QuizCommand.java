package org.rnnkit.cli.command;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.learner.quiz.Quiz;
import org.rnnkit.learner.quiz.Quiz.Question;
import org.rnnkit.learner.quiz.QuizText;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that asks the questions of a chapter. */
@Command(name = "quiz", description = {"Asks a few questions about a chapter: predict a result, then see it. "
        + "Nothing is counted or saved.", ""},
    footer = {"%nAfter a question:",
        "  a, b, c, ...   chooses an answer; after a wrong one you can choose again",
        "  1.5 0.2 ...    answers a question that asks for numbers",
        "  Enter          shows the right answer and goes on",
        "  q              quits (so does the end of the input)",
        "%nExamples:",
        "  ./rnnkit quiz                for the first step that is not written yet",
        "  ./rnnkit quiz 4              the questions of step 4",
        "  ./rnnkit quiz 4 --answers    prints all questions with all answers",
        "  ./rnnkit quiz 4 --further    answers to the chapter's \"Going further\"",
        "%nExit status:",
        "  0 done",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class QuizCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "STEP", description = "The step: 4, step4 or step4rnn.")
    private String name;

    @Option(names = "--answers", description = "Prints all questions with the answers to all choices, and asks nothing.")
    private boolean answers;

    @Option(names = "--further", description = "Prints the answers to the chapter's section \"Going further\".")
    private boolean further;

    @Override
    public Integer call() {
        if (answers && further) {
            throw new UsageException("--answers and --further can't be used together.");
        }
        Step step = name == null ? StepCommands.firstUnwritten() : StepCommands.step(name);
        if (step == null) {
            listChapters();
            return 0;
        }
        Quiz quiz = Quiz.of(step);
        if (quiz.questions().isEmpty()) {
            System.out.printf(Locale.ROOT, "Step %d has no questions.%n", step.number());
            return 0;
        }
        QuizText text = new QuizText(Terminals.width());
        if (further) {
            System.out.println(text.further(step, quiz));
        } else if (answers || !Terminals.isInteractive()) {
            print(step, quiz, text);
        } else {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            new QuizPrompt(in, System.out, text).ask(step, quiz);
        }
        return 0;
    }

    private void print(Step step, Quiz quiz, QuizText text) {
        System.out.println(QuizPrompt.title(step));
        for (int i = 0; i < quiz.questions().size(); i++) {
            System.out.printf(Locale.ROOT, "%n%s%n", text.question(quiz, i));
            if (answers) {
                System.out.printf(Locale.ROOT, "%n%s%n", text.answers(quiz.questions().get(i)));
            }
        }
        System.out.printf(Locale.ROOT, "%n%s%n", answers ? QuizPrompt.afterwards(step)
                : "The answers: ./rnnkit quiz " + step.number() + " --answers");
    }

    private static void listChapters() {
        System.out.printf(Locale.ROOT, "All steps are written. These have questions:%n%n");
        Steps.withBonus().stream().filter(step -> !Quiz.of(step).questions().isEmpty())
                .forEach(step -> System.out.printf(Locale.ROOT, "  ./rnnkit quiz %-3d %s%n", step.number(), step.title()));
    }

    /** The conversation of {@code ./rnnkit quiz}: it asks a question, answers each choice, and goes on to the next question. */
    static final class QuizPrompt {

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

        /** Reads answers until one is right, or the user wants to see the right one. Returns false if the user quits. */
        private boolean isAnswered(Question question) {
            return question.choices().isEmpty() ? isComputed(question) : isChosen(question);
        }

        private boolean isComputed(Question question) {
            while (true) {
                out.printf(Locale.ROOT, "%nYour %d numbers, with spaces between (Enter shows them, q quits): ",
                        question.numbers().size());
                out.flush();
                String line = read();
                if (line == null || line.equals("q")) {
                    return false;
                }
                String wrong = line.isEmpty() ? "" : question.wrongNumbers(List.of(line.split(" +")));
                if (wrong.isEmpty()) {
                    out.printf(Locale.ROOT, "%n%s%n", text.rightAnswer(question));
                    return true;
                }
                out.printf(Locale.ROOT, "%nNot right yet: %s.%n", wrong);
            }
        }

        private boolean isChosen(Question question) {
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
            String line = Uncheck.get(in::readLine);
            return line == null ? null : line.strip().toLowerCase(Locale.ROOT).replaceFirst("\\)$", "");
        }
    }
}
