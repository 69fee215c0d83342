package org.rnnkit.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.classroom.gradebook.Gradebook;
import org.rnnkit.classroom.gradebook.Gradebook.MissingGrade;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn.Student;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ClassroomResult.Kind;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.report.Printable;
import picocli.CommandLine.Option;

/** The options for the gradebook of a learning platform. */
final class RosterOptions {

    private static final int MAX_WIDTH = 500;

    @Option(names = "--roster", paramLabel = "FILE", description = "The roster that Moodle, Canvas, Gradescope or GitHub "
            + "Classroom exported, or a list of names. It is written back with grades, as gradebook.csv.")
    private Path file;

    @Option(names = "--column", paramLabel = "NAME",
            description = "The roster's column for the grade, if it has several that it can be.")
    private String column;

    @Option(names = "--missing", paramLabel = "GRADE", description = "The grade of students on the roster who handed in "
            + "nothing: ${COMPLETION-CANDIDATES}. Default: EMPTY, the cell stays as it is.")
    private MissingGrade missing;

    private Gradebook gradebook;

    /** Reads the roster, if one was given. Call this before any work, since it checks the options. */
    void read(GradingConfig config) {
        if (file == null && (column != null || missing != null)) {
            throw new UsageException((column != null ? "--column" : "--missing") + " needs a --roster.");
        }
        if (file != null) {
            gradebook = Gradebook.read(file, column, config);
            System.out.println(Printable.line(gradebook.description(), MAX_WIDTH));
        }
    }

    /** Tells whether the roster has a student with this number; false without a roster. */
    boolean hasStudent(Student student) {
        return gradebook != null && gradebook.hasStudent(student);
    }

    /** Adds the times of hand-in that the roster has. */
    List<ClassroomSubmission> withTimes(List<ClassroomSubmission> submissions) {
        return gradebook == null ? submissions : gradebook.withTimes(submissions);
    }

    /** Adds the students on the roster who handed in nothing to the results, for the table and the page of the class. */
    List<ClassroomResult> withMissing(List<ClassroomSubmission> submissions, List<ClassroomResult> results) {
        return gradebook == null ? results : Stream.concat(results.stream(), gradebook.missing(submissions).stream()
                .map(name -> new ClassroomResult(name, Kind.MISSING, null, "On the roster; nothing was handed in."))).toList();
    }

    /** Writes the roster with grades, if one was given, and prints what an instructor should look at. */
    void write(List<ClassroomSubmission> submissions, List<ClassroomResult> results, FeedbackDetail detail, Path out) {
        if (gradebook != null) {
            gradebook.write(submissions, results, detail, missing == null ? MissingGrade.EMPTY : missing, out)
                    .forEach(note -> System.out.println(Printable.line(note, MAX_WIDTH)));
            System.out.println("Gradebook: " + out.resolve(Gradebook.FILE));
            if (Files.exists(gradebook.feedback(out))) {
                System.out.println("Feedback: " + gradebook.feedback(out));
            }
        }
    }
}
