package org.rnnkit.classroom.gradebook;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.HandIn.Student;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.system.OutputFile;

/**
 * A roster that a learning platform exported, to be written back with grades and feedback. Only the cells of grades and
 * feedback change; order, columns, separators, quotes and encoding stay, so that the platform takes the file again.
 */
public final class Gradebook {

    /** The file name of the roster with grades. */
    public static final String FILE = "gradebook.csv";
    /** The file name of the sentences about the roster. */
    static final String NOTES = "gradebook.txt";

    private static final int MAX_BYTES = 20_000_000;

    private final RosterTable table;
    private final Charset charset;
    private final RosterColumns columns;
    private final List<RosterLine> lines;

    private Gradebook(RosterTable table, Charset charset, RosterColumns columns) {
        this.table = table;
        this.charset = charset;
        this.columns = columns;
        this.lines = columns.lines(table);
    }

    /**
     * Reads a roster.
     *
     * @param file a grading worksheet or export of Moodle, Canvas, Gradescope or GitHub Classroom, or a list of names
     * @param column the name of the column for the grade; null to find it
     * @return the roster
     * @throws UsageException if the file can't be read or has other columns, or if it is not clear where the grade belongs
     */
    public static Gradebook read(Path file, String column) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UsageException("There is no file " + file + ". --roster needs the file that your platform exported.");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new UsageException(file + " has more than 20 MB, which is no roster.");
            }
            return read(Files.readAllBytes(file), column);
        } catch (IOException e) {
            throw new UsageException(file + " can't be read: " + e.getMessage());
        } catch (RosterException e) {
            throw new UsageException("The roster " + file + " can't be used: " + e.getMessage());
        }
    }

    static Gradebook read(byte[] bytes, String column) {
        EncodedText text = EncodedText.of(bytes);
        RosterTable table = RosterTable.parse(text.text());
        Gradebook read = new Gradebook(table, text.charset(), RosterFormat.read(table, column));
        if (read.lines.isEmpty()) {
            throw new RosterException("it is taken for " + read.columns.kind().words() + ", and there is no student in it.");
        }
        return read;
    }

    /**
     * Names what was recognised, so that an instructor sees a wrong guess before a class is graded.
     *
     * @return one sentence
     */
    public String description() {
        List<String> header = table.header();
        return "The roster is taken for " + columns.kind().words() + " with "
                + Plural.of(lines.size(), "student") + "; "
                + (columns.grade() < 0 ? "the grade goes into a new column \"" + GradeCells.GRADE + "\"" : "the grade is \""
                + header.get(columns.grade()) + "\"") + (columns.feedback() < 0 ? "."
                : ", the comment \"" + header.get(columns.feedback()) + "\".");
    }

    /**
     * Lists the students who handed in nothing.
     *
     * @param submissions the submissions of the class
     * @return their names, in the order of the roster
     */
    public List<String> missing(List<ClassroomSubmission> submissions) {
        return match(submissions).missing().stream().map(RosterLine::name).toList();
    }

    /**
     * Tells whether the roster has a student with this name and this number.
     *
     * @param student the name and the number on the platform
     * @return whether both are the same student's
     */
    public boolean hasStudent(Student student) {
        return lines.stream().anyMatch(line -> line.hasId(student.id())
                && line.key().matches(NameKey.of(student.name())));
    }

    private RosterMatches match(List<ClassroomSubmission> submissions) {
        return RosterMatcher.match(lines, submissions);
    }

    /**
     * Writes the roster with the grades, and the pages for the students.
     *
     * @param submissions the submissions of the class
     * @param results their results
     * @param detail the level of detail that the instructor allows in feedback
     * @param missing the grade of students who handed in nothing
     * @param out the folder for the files
     * @return sentences about what was written and what an instructor should look at
     */
    public List<String> write(List<ClassroomSubmission> submissions, List<ClassroomResult> results, FeedbackDetail detail,
            MissingGrade missing, Path out) {
        RosterMatches matches = match(submissions);
        GradeCells cells = new GradeCells(table, columns, detail);
        cells.fill(matches, results.stream().collect(Collectors.toMap(ClassroomResult::name, Function.identity())), missing);
        Map<RosterLine, String> pages = pages(matches, cells.pages(), out);
        OutputFile.write(table.text().getBytes(charset), out.resolve(FILE));
        if (isZipped()) {
            Feedback.writeZip(pages, matches.submissions(), out);
        } else {
            Feedback.writeFiles(pages, matches.submissions(), out);
        }
        List<String> notes = GradebookNotes.of(matches, cells.notes());
        OutputFile.write(String.join("\n", notes) + "\n", out.resolve(NOTES));
        return notes;
    }

    /**
     * Returns where the students' pages are.
     *
     * @param out the folder for the files
     * @return the zip for Moodle, or the folder with a file for each student
     */
    public Path feedback(Path out) {
        return out.resolve(isZipped() ? Feedback.ZIP : Feedback.FOLDER);
    }

    private boolean isZipped() {
        return columns.kind() == RosterKind.MOODLE_WORKSHEET;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new GraderException(file + " can't be read: " + e, e);
        }
    }

    /** Adds the pages that say why a submission was not taken. */
    private static Map<RosterLine, String> pages(RosterMatches matches, Map<RosterLine, String> reports, Path out) {
        Map<RosterLine, String> pages = new LinkedHashMap<>(reports);
        matches.submissions().forEach((line, sender) -> {
            Path refused = out.resolve(sender.submission()).resolve(FormatName.HTML.file());
            if (!pages.containsKey(line) && Files.isRegularFile(refused)) {
                pages.put(line, text(refused));
            }
        });
        return pages;
    }
}
