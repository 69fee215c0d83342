package org.rnnkit.cli.command;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.learner.guide.TerminalWidth;
import org.rnnkit.learner.quiz.Quiz;
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
        Step step = name == null ? firstUnwritten() : StepArgument.of(name);
        if (step == null) {
            listChapters();
            return 0;
        }
        Quiz quiz = Quiz.of(step);
        if (quiz.questions().isEmpty()) {
            System.out.printf(Locale.ROOT, "Step %d has no questions.%n", step.number());
            return 0;
        }
        QuizText text = new QuizText(TerminalWidth.ofTerminal());
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

    private static Step firstUnwritten() {
        Kit kit = Kit.find(Steps.all());
        return new Intake(kit).take(Layout.EXERCISES).unwritten(kit.steps()).stream().findFirst().orElse(null);
    }
}
