package org.rnnkit.cli.command;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.OutputFile.Fingerprint;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.feedback.WarmTestRunner;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.watch.Watch;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands that test a learner's own steps: all of them once, or each one as it is saved. */
public final class FeedbackCommands {

    private FeedbackCommands() {}

    /** Makes the board with the message of the first step that does not pass, and what to do next. */
    static String board(StepStates states, Charset charset, int width, boolean trained) {
        Board board = states.board(charset, width, trained);
        return String.format(Locale.ROOT, "%s%n%s", board.rows(states.next()), board.next());
    }

    /** The command that tests all steps and lists their results. */
    @Command(name = "list", description = {"Tests the steps that are written in exercises/ and lists the result of each.",
        "%nIf nothing has changed since the last time, it shows the same results again, without testing.", ""},
        footer = {"%nExit status:",
            "  0 listed, even if steps do not pass",
            "  2 usage error",
            "  3 an error of the kit or of the machine"})
    public static final class ListCommand implements Callable<Integer> {

        @Mixin
        private FeedbackOptions options;

        @Override
        public Integer call() {
            Kit kit = Kit.find(Steps.withBonus());
            CommandChecks.noteChangedTests(kit);
            Submission submission = new Intake(kit).take(Layout.EXERCISES);
            Charset charset = Terminals.charset();
            int width = Terminals.width();
            boolean trained = Board.hasTraining(RunFolder.parent(kit));
            KeptBoard kept = new KeptBoard(kit, submission,
                    List.of(options.limit(), charset, width, trained));
            System.out.print(kept.read().orElseGet(() -> {
                List<StepReport> reports = new ArrayList<>();
                if (isUntouched(kit, submission)) {
                    kit.steps().forEach(step -> reports.add(StepReport.of(step, StepStatus.NOT_STARTED, "", List.of())));
                } else {
                    options.test(kit, submission, own -> kit.steps().forEach(step -> reports.add(own.test(step))));
                }
                String board = board(new StepStates(kit.steps()).withAll(reports), charset, width, trained);
                kept.write(board, reports);
                return board;
            }));
            return 0;
        }

        /** Tells whether all steps are as they were handed out: then the first board needs no compiler and no engine. */
        private static boolean isUntouched(Kit kit, Submission submission) {
            Path stubs = kit.built().course().steps();
            return kit.steps().stream().allMatch(step -> submission.texts(step)
                    .equals(List.of(Uncheck.get(() -> Files.readString(stubs.resolve(step.sourceFile()))))));
        }
    }

    /** The command that tests each step when it is saved. */
    @Command(name = "watch",
        description = {"Tests each step of exercises/ as soon as it is saved, and says what to do next.", ""},
        footer = {"%nExamples:",
            "  ./rnnkit watch           beside your editor",
            "  ./rnnkit watch --once    up to the first step that does not pass, for scripts",
            "%nExit status:",
            "  0 ended by you; with --once: all nine steps pass (bonus steps don't count here)",
            "  1 with --once: a step does not pass",
            "  2 usage error",
            "  3 an error of the kit or of the machine"})
    public static final class WatchCommand implements Callable<Integer> {

        @Option(names = "--once", description = "Tests the steps in order, up to the first that does not pass, and ends.")
        private boolean once;

        @Option(names = "--poll", description = "Checks the files three times a second instead of waiting for events of the "
                + "operating system; for drives that send none.")
        private boolean poll;

        @Mixin
        private FeedbackOptions options;

        @Override
        public Integer call() throws InterruptedException {
            Charset charset = Terminals.charset();
            Kit kit = Kit.find(Steps.withBonus());
            CommandChecks.noteChangedTests(kit);
            if (!once) {
                new Watch(kit, options.limit(), poll).run(System.out, charset);
                return 0;
            }
            List<StepReport> reports = new ArrayList<>();
            options.test(kit, own -> {
                for (Step step : kit.steps()) {
                    StepReport report = own.test(step);
                    reports.add(report);
                    if (report.status() != StepStatus.PASSED) {
                        break;
                    }
                }
            });
            StepStates standings = new StepStates(kit.steps()).withAll(reports);
            System.out.print(board(standings, charset, Terminals.width(), Board.hasTraining(RunFolder.parent(kit))));
            return Steps.all().stream().allMatch(standings::isPassed) ? 0 : 1;
        }
    }

    /** The board that {@code list} showed last. It is shown again while nothing has changed that it depends on. */
    static final class KeptBoard {

        private final Path file;
        private final String fingerprint;

        /**
         * Finds the board of the last run.
         *
         * @param settings everything else that the board depends on
         */
        KeptBoard(Kit kit, Submission submission, List<Object> settings) {
            file = kit.home().resolve(".rnnkit/list.txt");
            Fingerprint all = new Fingerprint().add(settings).add(System.getProperty("java.vm.version"));
            submission.addTo(all);
            fingerprint = all.add(kit.built().hash()).finish();
        }

        /** Returns the board. Empty if something has changed since. */
        Optional<String> read() {
            try {
                String kept = Files.readString(file);
                return kept.startsWith(fingerprint) ? Optional.of(kept.substring(fingerprint.length())) : Optional.empty();
            } catch (IOException missing) {
                return Optional.empty();
            }
        }

        /** Keeps a board, unless a step's tests were stopped: a busy machine may be the reason, and the next run may differ. */
        void write(String board, List<StepReport> reports) {
            if (reports.stream().anyMatch(report -> report.status() == StepStatus.FAILED && report.tests().isEmpty())) {
                return;
            }
            try {
                Files.createDirectories(file.getParent());
                OutputFile.write(fingerprint + board, file);
            } catch (IOException | GraderException readOnly) {
                // The next run tests again.
            }
        }
    }

    /** The options for testing a student's own steps. */
    static final class FeedbackOptions {

        @Option(names = "--limit", paramLabel = "SECONDS", defaultValue = "" + WorkLimit.SECONDS,
                description = "The limit of each test, in seconds of work. Default: ${DEFAULT-VALUE}.")
        private int limit;

        int limit() {
            return CommandChecks.atLeast(1, "--limit", limit);
        }

        /** Runs an action with the student's steps, and then ends the test processes. */
        void test(Kit kit, Consumer<StudentSteps> action) {
            test(kit, new Intake(kit).take(Layout.EXERCISES), action);
        }

        /** Runs an action with steps that were read before, and then ends the test processes. */
        void test(Kit kit, Submission submission, Consumer<StudentSteps> action) {
            try (WarmTestRunner tests = new WarmTestRunner(kit, limit());
                    StudentSteps steps = new StudentSteps(kit, submission, tests)) {
                action.accept(steps);
            }
        }
    }
}
