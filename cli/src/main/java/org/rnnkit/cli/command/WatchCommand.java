package org.rnnkit.cli.command;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.watch.Watch;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
public final class WatchCommand implements Callable<Integer> {

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
        CommandChecks.noteDifferencesFromMaven(kit);
        if (!once) {
            new Watch(kit, options.limit(), poll).run(System.out, charset);
            return 0;
        }
        List<StepReport> reports = new ArrayList<>();
        options.test(kit, test -> {
            for (Step step : kit.steps()) {
                StepReport report = test.apply(step);
                reports.add(report);
                if (report.status() != StepStatus.PASSED) {
                    break;
                }
            }
        });
        StepStates standings = new StepStates(kit.steps()).withAll(reports);
        System.out.print(FeedbackCommands.board(standings, charset, Terminals.width(),
                Board.hasTraining(RunFolder.parent(kit))));
        return Steps.all().stream().allMatch(standings::isPassed) ? 0 : 1;
    }
}
