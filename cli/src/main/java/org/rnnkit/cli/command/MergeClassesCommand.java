package org.rnnkit.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rnnkit.classroom.gradebook.Gradebook;
import org.rnnkit.classroom.gradebook.Gradebook.MissingGrade;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn;
import org.rnnkit.classroom.results.ClassroomFile;
import org.rnnkit.classroom.results.ClassroomFile.Changes;
import org.rnnkit.classroom.results.ClassroomReport;
import org.rnnkit.classroom.results.ClassroomReport.ClassroomState;
import org.rnnkit.classroom.results.ClassroomReport.ClassroomSteps;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.samework.SameWork;
import org.rnnkit.classroom.samework.SourcePrints;
import org.rnnkit.grader.config.ConfigFile;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that merges the results of a class's parts, as the workflow for a class grades them. */
@Command(name = "merge-classes", hidden = true, description = {
    "Merges the results of several grade-all into one table and one page.",
    "%nEach folder is an --out of grade-all, with its class.json. The folders of the submissions are not copied.%n"})
public final class MergeClassesCommand implements Callable<Integer> {


    @Parameters(paramLabel = "DIR", arity = "1..*", description = "The results of the parts.")
    private List<Path> folders;

    @Option(names = "--roster", paramLabel = "FILE", required = true,
            description = "A list of all submissions, whose lines begin with a name. It gives the order of the table, and "
                    + "submissions without a result are named.")
    private Path roster;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder for the table and the page.")
    private Path out;

    @Option(names = "--gradebook", paramLabel = "FILE", description = "The platform's list of the students, as grade-all "
            + "takes it with --roster. It is written back with grades.")
    private Path gradebook;

    @Option(names = "--column", paramLabel = "NAME", description = "The gradebook's column for the grade.")
    private String column;

    @Option(names = "--config", paramLabel = "FILE", description = "The course's settings, for the gradebook.")
    private Path config;

    @Override
    public Integer call() {
        GradingConfig settings = config == null ? GradingConfig.DEFAULT : ConfigFile.read(config);
        Gradebook students = gradebook == null ? Gradebook.none() : Gradebook.read(gradebook, column, settings);
        Kit kit = Kit.find(Steps.all());
        Path target = CommandChecks.outputFolder(out, kit, "merge-classes");
        ClassroomFile merged = ClassroomFile.merge(folders, names());
        List<Step> bonus = merged.results().stream().map(ClassroomResult::report)
                .anyMatch(report -> report != null && !report.bonus().isEmpty()) ? Steps.bonus() : List.of();
        List<SameWork> sameWork = SameWork.find(merged.sources(),
                Map.of(SameWork.REFERENCE, new SourcePrints(kit.withBonus(bonus)).reference()));
        students.match(merged.results().stream().map(ClassroomResult::name).map(name ->
                new ClassroomSubmission(name, List.of(Path.of(name)), List.of(HandIn.unknown(name)), "")).toList());
        ClassroomFile file = students.file(merged.results(), Map.of(), merged.sources());
        Changes changes = file.changedSince(target, true);
        System.out.println("Overview: " + new ClassroomReport(ClassroomSteps.of(kit.withBonus(bonus)), merged.results(),
                sameWork, List.of(), students.strangers(), changes,
                ClassroomState.complete()).write(target));
        file.write(target);
        students.write(merged.results(), GradeAllCommand.decisions(changes, merged.results(), Integer.MAX_VALUE),
                settings.feedback(), MissingGrade.EMPTY, target)
                .forEach(note -> System.out.println(Printable.line(note, Integer.MAX_VALUE)));
        // Without a gradebook, it waits for a time of hand-in.
        return students.isNone() || Files.exists(target.resolve(Gradebook.FILE)) ? 0 : 1;
    }

    private List<String> names() {
        try {
            return Files.readAllLines(roster).stream().map(line -> line.replaceFirst(",.*", "").strip())
                    .filter(name -> !name.isEmpty()).toList();
        } catch (IOException e) {
            throw new UsageException(roster + " can't be read: " + e);
        }
    }
}
