package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.rnnkit.classroom.attempts.AttemptComparison;
import org.rnnkit.classroom.attempts.AttemptReader;
import org.rnnkit.classroom.attempts.ClassroomComparison;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.system.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that compares two attempts of a student, or two gradings of a class. */
@Command(name = "compare", description = {
    "Compares two attempts that were graded before: what got worse, what got better, and why.",
    "%nNothing is graded again. A change of the numbers that the tests draw is no change.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit compare runs/OLD runs/NEW",
        "  ./rnnkit compare ~/marks-1/ada ~/marks-2/ada --out ada.html",
        "  ./rnnkit compare ~/marks-1 ~/marks-2     the students of a class whose mark changed",
        "%nExit status:",
        "  0 compared",
        "  2 usage error"})
public final class CompareCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "OLD", description = "A report.json, a folder with one, or the --out of grade-all.")
    private Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The same of the newer attempt.")
    private Path after;

    @Option(names = "--out", paramLabel = "FILE.html", description = "Writes the comparison as a page, too.")
    private Path page;

    @Override
    public Integer call() {
        if (page != null && !page.toString().endsWith(".html")) {
            throw new UsageException("--out " + page + ": give the name of a page, such as compare.html.");
        }
        boolean one = AttemptReader.isOneAttempt(before);
        if (one != AttemptReader.isOneAttempt(after)) {
            throw new UsageException((one ? after : before) + " has the results of a class and " + (one ? before : after)
                    + " those of one student. Give two of the same kind.");
        }
        if (one) {
            AttemptComparison comparison = AttemptComparison.of(AttemptReader.read(before), AttemptReader.read(after));
            show(comparison.lines(), comparison::html);
        } else {
            ClassroomComparison comparison = ClassroomComparison.of(AttemptReader.readClassroom(before),
                    AttemptReader.readClassroom(after));
            show(comparison.lines(), comparison::html);
        }
        return 0;
    }

    private void show(List<String> lines, Supplier<String> html) {
        lines.forEach(System.out::println);
        if (page != null) {
            OutputFile.write(html.get(), page.toAbsolutePath().normalize());
            System.out.println("Page: " + page);
        }
    }
}
