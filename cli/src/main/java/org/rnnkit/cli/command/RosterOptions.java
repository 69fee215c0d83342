package org.rnnkit.cli.command;

import java.nio.file.Path;
import org.rnnkit.classroom.gradebook.Gradebook;
import org.rnnkit.classroom.gradebook.MissingGrade;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;
import picocli.CommandLine.Option;

/** The options for the gradebook of a learning platform. */
final class RosterOptions {

    private static final int MAX_WIDTH = 500;

    @Option(names = "--roster", paramLabel = "FILE", description = "Moodle's grading worksheet or Canvas's gradebook, in "
            + "English, or a list with the columns id,name,email,login. It is written back with grades, as gradebook.csv.")
    private Path file;

    @Option(names = "--column", paramLabel = "NAME",
            description = "The assignment in Canvas's gradebook, if it has several.")
    private String column;

    @Option(names = "--missing", paramLabel = "GRADE", description = "The grade of students on the roster who handed in "
            + "nothing: ${COMPLETION-CANDIDATES}. Default: EMPTY, the cell stays as it is.")
    private MissingGrade missing;

    /** Reads the roster, if one was given. Call this before any work, since it checks the options. */
    Gradebook read(GradingConfig config) {
        if (file == null && (column != null || missing != null)) {
            throw new UsageException((column != null ? "--column" : "--missing") + " needs a --roster.");
        }
        if (file == null) {
            return Gradebook.none();
        }
        Gradebook gradebook = Gradebook.read(file, column, config);
        System.out.println(Printable.line(gradebook.description(), MAX_WIDTH));
        return gradebook;
    }

    MissingGrade missing() {
        return missing == null ? MissingGrade.EMPTY : missing;
    }
}
