package org.rnnkit.cli.authoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rnnkit.cli.Welcome;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.ReportBoard;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.report.format.ReportFiles;
import org.rnnkit.grader.sandbox.Isolation;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.learner.course.LessonPart;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.watch.Watch;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.board.StepState;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** A program that prints what a kit shows with the steps.yaml of its process. Steps 1 and 3 are wrong. */
final class OtherSteps {

    private static final String MESSAGE = "Likely mistake: batchSize and numHiddens are exchanged\n"
            + "the state has shape (5, 2), expected (2, 5)\nHint: ./rnnkit hint 3";

    private OtherSteps() {}

    /**
     * Prints each part after a line with its name.
     *
     * @param args a folder for the report
     */
    public static void main(String[] args) throws IOException {
        List<Step> steps = Steps.withBonus();
        Kit kit = Kit.find(steps);
        Board board = new Board(steps.stream().map(OtherSteps::state).toList(), StandardCharsets.UTF_8, 80, false);
        part("board", board.rows(Steps.all().stream().findFirst()) + board.next());
        Isolation isolation = Sandbox.none().isolation();
        Report report = new Report("ada", reports(Steps.all()), List.of(), null, "No training.", List.of(), isolation)
                .withBonus(reports(Steps.bonus()));
        Path folder = Path.of(args[0]);
        Set<FormatName> formats = EnumSet.of(FormatName.HTML, FormatName.MARKDOWN, FormatName.JSON);
        new ReportFiles(formats, folder, System.out, Map.of()).gradeAndWrite(() -> report);
        for (FormatName format : formats) {
            part(format.file(), Files.readString(folder.resolve(format.file())));
        }
        System.out.println("== terminal");
        ReportBoard terminal = new ReportBoard(System.out, steps, 80);
        report.allSteps().forEach(terminal::show);
        terminal.showEnd(report);
        part("studio", new LessonPart(kit, new StudioEvents(), new Watch(kit, 20, false)).board());
        part("welcome", Welcome.of(kit));
    }

    private static StepState state(Step step) {
        return step.number() == 1 || step.number() == 3 ? StepState.failing(step, 2, 3, MESSAGE) : StepState.passed(step);
    }

    private static List<StepReport> reports(List<Step> steps) {
        return steps.stream().map(step -> state(step).isPassed() ? StepReport.of(step, StepStatus.PASSED, "", List.of())
                : StepReport.of(step, StepStatus.FAILED, MESSAGE, List.of())).toList();
    }

    private static void part(String name, String text) {
        System.out.println("== " + name + "\n" + Optional.of(text).filter(any -> !any.isBlank()).orElse("empty"));
    }
}
