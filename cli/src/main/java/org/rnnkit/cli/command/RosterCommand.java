package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rnnkit.classroom.gradebook.RosterJoin;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that joins the logins of a class with a platform's gradebook. */
@Command(name = "roster", description = {"Joins a class's logins on GitHub with a gradebook to one roster, in which the id is "
    + "the key: id,name,email,login,moodle,canvas.",
    "%nA login is a student's if its row has the student's email or id. Nothing is guessed: whom it can't join it lists.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit roster classroom50/fall/roster.csv Grades.csv --out roster.csv",
        "  ./rnnkit roster logins.csv Grades.csv --out roster.csv --repositories your-org/fall-rnn",
        "%nExit status:",
        "  0 every student has a login, and every login is a student's",
        "  1 the files are written, and somebody could not be joined",
        "  2 usage error"})
public final class RosterCommand implements Callable<Integer> {

    private static final int MAX_WIDTH = 2_000;

    @Parameters(index = "0", paramLabel = "LOGINS", description = "Classroom 50's roster.csv, or another list with the columns "
            + "login or username, and email or id.")
    private Path logins;

    @Parameters(index = "1", paramLabel = "GRADEBOOK", description = "Moodle's grading worksheet or Canvas's gradebook, in "
            + "English.")
    private Path gradebook;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The roster to write.")
    private Path out;

    @Option(names = "--repositories", paramLabel = "ORG/NAME", description = "Also writes repositories.csv beside the roster, "
            + "for grade-class.yml: each repository is ORG/NAME-LOGIN. Classroom 50 calls them ORG/CLASSROOM-ASSIGNMENT-LOGIN.")
    private String repositories;

    @Override
    public Integer call() {
        if (repositories != null && !repositories.matches("[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9._-]+")) {
            throw new UsageException("--repositories " + Printable.quoted(repositories) + " is not written like "
                    + "your-org/fall-rnn.");
        }
        if (isSame(out, logins) || isSame(out, gradebook)) {
            throw new UsageException("--out " + out + " is one of the files to join. Choose another name.");
        }
        RosterJoin join = new RosterJoin(CsvFile.read(logins), CsvFile.read(gradebook));
        OutputFile.write(join.roster(), out);
        if (repositories != null) {
            OutputFile.write(join.repositories(repositories), out.resolveSibling("repositories.csv"));
        }
        List<String> without = join.withoutLogin();
        int all = join.studentCount();
        System.out.println((all - without.size()) + " of " + Plural.of(all, "student") + " joined.");
        print("In the gradebook, without a login", without);
        print("Not in the gradebook", join.unmatched());
        System.out.println("Roster: " + out);
        return without.isEmpty() && join.unmatched().isEmpty() ? 0 : 1;
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private static void print(String what, List<String> names) {
        if (!names.isEmpty()) {
            System.out.println(Printable.line(what + " (" + names.size() + "): " + String.join("; ", names) + ".", MAX_WIDTH));
        }
    }
}
