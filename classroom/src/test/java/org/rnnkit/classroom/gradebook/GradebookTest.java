package org.rnnkit.classroom.gradebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.Inbox;
import org.rnnkit.classroom.inbox.SampleSubmission;
import org.rnnkit.classroom.inbox.UploadNames;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ResultKind;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.page.HtmlReader;
import org.rnnkit.grader.page.SamplePages;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.Lateness;
import org.rnnkit.grader.report.PointsOverride;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.system.UsageException;

/** Tests of the way from a platform's export through grading and back. */
class GradebookTest {

    /** 10 of 25 points. */
    private static final Report BEGUN = SampleReport.of("begun", "", "logits: <b> & 3", "too slow");
    private static final String DECISION = "1 change by hand with fewer points.";
    /** 25 of 25 points. */
    private static final Report WHOLE = SampleReport.of("whole", "", "", "");

    @TempDir
    private Path folder;
    private final List<String> uploads = new ArrayList<>();
    private final List<ClassroomResult> results = new ArrayList<>();
    private GradingConfig config = GradingConfig.DEFAULT;
    private GradebookNotes summary;

    private void handIn(String upload, Report report) {
        uploads.add(upload);
        String name = upload.replaceFirst("\\.zip$", "");
        results.add(report == null ? new ClassroomResult(name, ResultKind.REFUSED, null, "an empty folder")
                : new ClassroomResult(name, ResultKind.GRADED, report, ""));
    }

    private Gradebook read(String roster, String column) {
        Gradebook gradebook = SampleRosters.read(roster, column, config);
        gradebook.match(uploads.stream().map(upload -> SampleSubmission.of(upload.replaceFirst("\\.zip$", ""), upload,
                gradebook.uploadNames())).toList());
        return gradebook;
    }

    private String write(String roster, String column, MissingGrade missing) throws IOException {
        Gradebook gradebook = read(roster, column);
        List<ClassroomResult> counted = gradebook.choose(results, SampleRosters.marking(gradebook)).results();
        summary = gradebook.write(counted, List.of(DECISION), missing, folder);
        return String.join("\n", summary.notes());
    }

    /** Writes the roster as most courses do: with all details, and without a grade for those who handed in nothing. */
    private String write(String roster) throws IOException {
        return write(roster, null, MissingGrade.EMPTY);
    }

    private String gradebook() throws IOException {
        return Files.readString(folder.resolve("gradebook.csv"));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("gradebook.csv"));
    }

    private Map<String, String> zip() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(folder.resolve("feedback.zip")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void changesOnlyGradesAndCommentsOfMoodlesWorksheet() throws IOException {
        handIn("Ada Lovelace_4101_assignsubmission_file_", BEGUN);
        handIn("Zoe OBrien-Nunez_4102_assignsubmission_file_", WHOLE);
        handIn("Eve Locked_4104_assignsubmission_file_", WHOLE);

        String notes = write(SampleRosters.MOODLE);

        assertThat(cells(gradebook())).isEqualTo(cells(SampleRosters.MOODLE
                .replace("grading\",,100.00,Yes,\"Monday, 2 March 2026, 9:15 PM\",-,", "grading\",40,100.00,Yes,\"Monday, 2 "
                        + "March 2026, 9:15 PM\",-,\"RNN Kit: 1 of 3 steps passed, score 10/25. step 2: logits: "
                        + "&lt;b&gt; &amp; 3 | step 3: too slow\"")
                .replace("40.00", "100")));
        assertThat(notes).contains("Students with a grade: 3. Scaled from 25 points to the gradebook's 100.00, rounded")
                .contains("An earlier grade was changed (1): Zoë O'Brien-Núñez from 40.00 to 100.")
                .contains("The grade can't be changed, says the roster (1): =Eve Locked.")
                .contains("A comment of somebody's own was kept (1): Zoë O'Brien-Núñez.")
                .contains("No submission, so the grade stays as it was (1): Cai, Wen.");
        assertThat(folder.resolve("gradebook.txt")).content().isEqualTo(DECISION + "\n" + notes + "\n");
        assertThat(summary.graded()).isEqualTo(3);
    }

    private static List<List<String>> cells(String table) {
        return CsvFile.of("x", table).records();
    }

    /** A comment with "9 of 9 steps passed, score 0" and no reason would be a riddle. */
    @Test
    void theCommentSaysWhyThePointsAreOther() throws IOException {
        Lateness late = new Lateness("2026-12-01T23:59+01:00", "2026-12-03T00:00:00Z", 2, -5, false, "2 days late: -5");
        handIn("ada", WHOLE.withDecisions(late, List.of(
                new PointsOverride("total", 20, 25, "Oral check", "Grace"))));

        write("id,name,score,feedback\nada,Ada,,\n");

        assertThat(lines().get(1)).contains("3 of 3 steps passed, score 25/25. 2 days late: -5 | "
                + "total: 20 points instead of 25. Oral check (Grace)");
    }

    /** Students and instructors would otherwise see full points and no word about the training. */
    @Test
    void theCommentSaysWhyThereIsNoResultOfTheTraining() throws IOException {
        handIn("ada", WHOLE.withTraining(null, "Training was not finished: it was stopped after 30 minutes."));
        handIn("bob", WHOLE.withTraining(null, Report.NO_TRAINING));

        write("id,name,score,feedback\nada,Ada,,\nbob,Bob,,\n");
        assertThat(lines().get(1)).contains("score 25/25. Training was not finished: it was stopped after 30 minutes.");
        assertThat(lines().get(2)).doesNotContain("raining");
    }

    @Test
    void writesTheSameFileTwice() throws IOException {
        handIn("Ada Lovelace_4101_assignsubmission_file_", BEGUN);
        write(SampleRosters.MOODLE);
        String first = gradebook();

        String notes = write(first);

        assertThat(gradebook()).isEqualTo(first);
        assertThat(notes).doesNotContain("changed").doesNotContain("own was kept");
        write(first.replace("RNN Kit: 1", "<p>RNN Kit: 9"));
        assertThat(gradebook()).isEqualTo(first);
    }

    @Test
    void fillsTheColumnOfCanvasThatWasNamed() throws IOException {
        handIn("lovelaceada_4101_77_x.zip", BEGUN);

        write(SampleRosters.CANVAS, "RNN Kit", MissingGrade.ZERO);

        assertThat(cells(gradebook())).isEqualTo(cells(SampleRosters.CANVAS
                .replace("Group A,,9.00", "Group A,20,9.00").replace("12.00", "0")));
        assertThat(folder.resolve("feedback/lovelaceada_4101_77_x.html")).exists();
        assertThat(folder.resolve("feedback.zip")).doesNotExist();
    }

    @Test
    void addsColumnsToAListWithoutAny() throws IOException {
        handIn("ada-l", BEGUN);

        String notes = write(SampleRosters.LIST, null, MissingGrade.EMPTY);

        assertThat(lines()).containsExactly("id,name,email,login,score,feedback",
                "s1002,Ada Lovelace,ada@uni.example,ada-l,10,\"RNN Kit: 1 of 3 steps passed, score 10/25. step 2: logits: "
                + "<b> & 3 | step 3: too slow\"", "S1002,Bob Byte,Bob@Uni.example,s1024", "4102,\"Wen, Cai\",cai@uni.example,");
        assertThat(notes).contains("does not say how many points are possible", "the grade stays as it was (2): Bob Byte; "
                + "Wen, Cai.");
    }

    /** A mark is never made from nothing: not for what could not be taken, and not where it is unclear whose it is. */
    @Test
    void leavesTheGradeWhereThereIsNoScore() throws IOException {
        handIn("Ada Lovelace_4101_assignsubmission_file_", null);
        handIn("nobody", WHOLE);
        handIn("Zoe_4102_assignsubmission_file_", WHOLE);

        String notes = write(SampleRosters.MOODLE, null, MissingGrade.ZERO);

        assertThat(cells(gradebook())).isEqualTo(cells(SampleRosters.MOODLE.replace("\"No submission\",,",
                "\"No submission\",0,")));
        assertThat(notes).contains("Without a score, so the grade stays as it was (1): Ada Lovelace (an empty folder).")
                .contains("Submissions of people who are not on the roster (1): nobody.")
                .contains("In doubt, so no grade was written (1): Zoe_4102_assignsubmission_file_: The upload has the name "
                        + "Zoe, "
                        + "and the number 4102 is that of Zoë O'Brien-Núñez on the roster.")
                .contains("No submission, so the grade is 0, as --missing zero says (1): Cai, Wen.");
        assertThat(summary.graded()).isZero();
        assertThat(read(SampleRosters.MOODLE, null).whyNobody()).contains("1 of people who are not on the roster, such as "
                + "nobody");
    }

    @Test
    void givesMoodleAPageInTheFolderOfEachStudentsDownload() throws IOException {
        handIn("Ada Lovelace_4101_assignsubmission_file_", BEGUN);
        handIn("eve@uni.example", WHOLE);
        handIn("Zoe OBrien-Nunez_4102_assignsubmission_file_x.zip", WHOLE);

        write(SampleRosters.MOODLE, null, MissingGrade.EMPTY);

        assertThat(zip().keySet()).containsExactly("=Eve Locked_4104_assignsubmission_file_/report.html",
                "Ada Lovelace_4101_assignsubmission_file_/report.html",
                "Zoe OBrien-Nunez_4102_assignsubmission_file_/report.html");
        Document ada = HtmlReader.read(zip().get("Ada Lovelace_4101_assignsubmission_file_/report.html"));
        assertThat(ada.text()).contains("begun").doesNotContain("whole");
        assertThat(ada.select("[src], link, a:not([href^=#])")).isEmpty();
    }

    @Test
    void writesAPageWithoutALinkToAnotherFile() throws IOException {
        TrainingReport training = new TrainingReport(1.05, 9.5, 1, 4, "story", List.of(), List.of(),
                SamplePages.history(4));
        handIn("ada", WHOLE.withTraining(training, ""));

        write("id,name\nada,Ada\n");

        assertThat(folder.resolve("feedback/ada.html")).content().contains("1.050").doesNotContain("training.html");
    }

    /** A submission that was not taken has no grade, and a page that says why. */
    @Test
    void handsThePageOutThatSaysWhyASubmissionWasNotTaken() throws IOException {
        handIn("ada", null);
        Files.writeString(Files.createDirectory(folder.resolve("ada")).resolve("report.html"), "Your folder is empty.");

        write("id,name\nada,Ada\n", null, MissingGrade.ZERO);

        assertThat(folder.resolve("feedback/ada.html")).content().isEqualTo("Your folder is empty.");
        assertThat(lines()).containsExactly("id,name,score,feedback", "ada,Ada");
    }

    /** A page of an earlier run may show a mark that is no longer the student's. */
    @Test
    void deletesThePagesOfAnEarlierRun() throws IOException {
        handIn("ada", BEGUN);
        write("id,name\nada,Ada\n");
        assertThat(folder.resolve("feedback/ada.html")).exists();
        uploads.clear();
        results.clear();
        handIn("bob", BEGUN);

        write("id,name\nada,Ada\nbob,Bob\n");

        assertThat(folder.resolve("feedback")).isDirectoryContaining("glob:**bob.html")
                .isDirectoryNotContaining("glob:**ada.html");
    }

    @Test
    void namesTheStudentsWithoutASubmission() {
        handIn("ada", null);

        assertThat(read("id,name\nada,Ada\nbob,Bob\n", null).missing())
                .containsExactly(Map.entry("/2", ClassroomResult.missing("Bob (bob)",
                        "On the roster; nothing was handed in.")));
    }

    /** A student whose hand-in is not in the inbox gets no 0, and nobody keeps the comment of an earlier grading. */
    @Test
    void givesNoZeroToWhoeverHasATimeOfHandIn() throws IOException {
        String notes = write(SampleRosters.MOODLE.replace("9:15 PM\",-,", "9:15 PM\",-,RNN Kit: old"), null,
                MissingGrade.ZERO);

        assertThat(gradebook()).doesNotContain("RNN Kit: old");
        assertThat(notes).contains("Handed in, says the roster, and not in the inbox: no grade was written (3): Ada Lovelace; ")
                .contains("No submission, so the grade is 0, as --missing zero says (1): Cai, Wen.");
    }

    /** Points above the largest grade are not lost in silence. */
    @Test
    void saysWhatItCuts() throws IOException {
        handIn("Ada Lovelace_4101_assignsubmission_file_", WHOLE.withExtras(List.of(new ExtraPoints("Talk", 5, ""))));

        assertThat(write(SampleRosters.MOODLE)).contains("Cut to the gradebook's largest grade (1): Ada Lovelace, 30 of 25.");
        assertThat(gradebook()).contains("grading,100,100.00");
    }

    /** The class's files lie beside the folders of the submissions. */
    @Test
    void keepsTheNamesOfItsFilesFree() throws IOException {
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        for (String name : List.of("gradebook.csv", "gradebook.txt", "feedback", "feedback.zip")) {
            Files.createDirectory(inbox.resolve(name));
        }

        assertThat(Inbox.read(inbox, folder.resolve("out"), UploadNames.MOODLE).submissions())
                .extracting(ClassroomSubmission::name)
                .doesNotContain(Gradebook.FILE, Gradebook.NOTES, Feedback.FOLDER, Feedback.ZIP);
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n");

        assertThatThrownBy(() -> Gradebook.read(file, null, config)).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("x.csv can't be used: the columns of its first line");
        assertThatThrownBy(() -> Gradebook.read(folder.resolve("y.csv"), null, config)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Gradebook.read(folder, null, config)).isInstanceOf(UsageException.class);
    }
}
