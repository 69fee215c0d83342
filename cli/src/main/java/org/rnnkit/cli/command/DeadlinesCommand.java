package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rnnkit.classroom.gradebook.Gradebook;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.HandIn;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.system.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command with which the workflow for a class finds out until when each repository counts as in time. */
@Command(name = "deadlines", hidden = true, description = "Writes the last moment at which each repository of a list is in "
        + "time: lines of name,time. The file is empty if the course has no deadline.%n")
public final class DeadlinesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LIST", description = "The list of repositories, without its first line.")
    private Path list;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.")
    private Path out;

    @Mixin
    private GradingOptions grading;

    @Mixin
    private RosterOptions roster;

    @Override
    public Integer call() {
        Gradebook gradebook = roster.read(grading.config());
        List<String> names = CsvFile.read(list).records().stream().map(row -> row.get(0)).toList();
        gradebook.match(names.stream().map(name -> new ClassroomSubmission(name, List.of(), List.of(HandIn.unknown(name)), ""))
                .toList());
        Marking marking = grading.marking(grading.kit(), gradebook.people());
        OutputFile.write(names.stream().flatMap(name -> marking.lastMoment(name).stream()
                .map(time -> name + "," + time.truncatedTo(ChronoUnit.SECONDS) + "\n")).collect(Collectors.joining()), out);
        return 0;
    }
}
