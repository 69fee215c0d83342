package org.rnnkit.grader.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.Kit;
import org.rnnkit.grader.Trainer;
import org.rnnkit.grader.report.Board;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.ReportFile;
import org.rnnkit.grading.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Grades the nine steps, then trains with them. */
@Command(name = "grade", description = "x")
public final class GradeCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "TARGET", defaultValue = "exercises")
    private String target;

    @Option(names = "--out", paramLabel = "DIR")
    private Path out;

    @Option(names = "--no-training")
    private boolean noTraining;

    @Override
    public Integer call() {
        Kit kit = Kit.here(Steps.all());
        Board board = new Board(System.out, kit.steps());
        Report report = new Grader(kit, board::show, (submission, steps, scratch) -> Trainer.Outcome.none("x"))
                .run(target);
        board.showScore(report);
        ReportFile.write(report, (out == null ? Path.of("runs/x") : out).resolve("report.json"));
        return report.missing().isEmpty() ? 0 : 1;
    }
}
