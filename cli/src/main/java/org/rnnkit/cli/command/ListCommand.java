package org.rnnkit.cli.command;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command that tests all steps and lists their results. */
@Command(name = "list", description = {"Tests the steps that are written in exercises/ and lists the result of each.",
    "%nIf nothing has changed since the last time, it shows the same results again, without testing.", ""},
    footer = {"%nExit status:",
        "  0 listed, even if steps do not pass",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class ListCommand implements Callable<Integer> {

    @Mixin
    private FeedbackOptions options;

    @Override
    public Integer call() {
        Kit kit = Kit.find(Steps.withBonus());
        CommandChecks.noteDifferencesFromMaven(kit);
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
                options.test(kit, submission, test -> kit.steps().forEach(step -> reports.add(test.apply(step))));
            }
            String board = FeedbackCommands.board(new StepStates(kit.steps()).withAll(reports), charset, width, trained);
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
