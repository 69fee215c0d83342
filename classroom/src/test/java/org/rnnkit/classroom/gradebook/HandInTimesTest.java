package org.rnnkit.classroom.gradebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.gradebook.Gradebook.MissingGrade;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn.Student;
import org.rnnkit.classroom.inbox.SampleSubmission;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.config.GradingConfig.Deadline;
import org.rnnkit.grader.marking.Marking.HandInTime;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.Lateness;
import org.rnnkit.grader.report.Report.PointsOverride;
import org.rnnkit.grader.report.SampleReport;

/** Tests of the times of hand-in: from the roster, and what happens without them. */
class HandInTimesTest {

    private static final Report WHOLE = SampleReport.of("whole", "", "", "");

    @TempDir
    private Path folder;
    private final List<ClassroomSubmission> submissions = new ArrayList<>();
    private final List<ClassroomResult> results = new ArrayList<>();

    private void handIn(String upload, Report report) {
        submissions.add(SampleSubmission.of(upload, upload));
        results.add(ClassroomResult.graded(upload, report));
    }

    private List<String> write(String roster) {
        return Gradebook.read(roster.getBytes(StandardCharsets.UTF_8), null, GradingConfig.DEFAULT)
                .write(submissions, results, List.of(), FeedbackDetail.FULL, MissingGrade.EMPTY, folder);
    }

    /** Moodle puts no time into its downloads, but into the worksheet, without a zone. */
    @Test
    void takesTheTimesOfHandInFromTheRoster() {
        ZonedDateTime deadline = ZonedDateTime.parse("2026-03-02T21:00:00+01:00");
        handIn("Jörg Müßig_4101_assignsubmission_file_", WHOLE);
        handIn("Ada Lovelace_4102_assignsubmission_file_", WHOLE);
        Instant beside = Instant.parse("2026-03-01T00:00:00Z");
        submissions.add(new ClassroomSubmission("j", List.of(), List.of(new HandIn(List.of(new Student("Jörg", "4101")),
                HandInTime.at(beside))), ""));

        Gradebook roster = Gradebook.read(SampleRosters.MOODLE_GERMAN.getBytes(StandardCharsets.UTF_8), null,
                GradebookTest.german(new Deadline(deadline, Map.of(), null, null)));

        assertThat(roster.withTimes(submissions.subList(0, 2))).extracting(submission -> submission.handIn().time())
                .containsExactly(HandInTime.at(Instant.parse("2026-03-02T20:15:00Z")), HandInTime.UNKNOWN);
        assertThat(roster.withTimes(submissions.subList(2, 3))).extracting(submission -> submission.handIn().time())
                .containsExactly(HandInTime.at(beside));
    }

    /** Without settings, in the columns that Moodle and Gradescope document. Another form of a time stays unknown. */
    @Test
    void findsTheTimesOfExportsInEnglish() {
                handIn("Ada Lovelace_4101_assignsubmission_file_", WHOLE);
        handIn("Zoe_4102_assignsubmission_file_", WHOLE);

        assertThat(times(SampleRosters.MOODLE.replace("9:20 PM", "21h20"))).containsExactly(
                HandInTime.at(Instant.parse("2026-03-02T20:15:00Z")), HandInTime.UNKNOWN);
        assertThat(times(SampleRosters.MOODLE.replace("9:20 PM", "21:20")).get(1)).isEqualTo(
                HandInTime.at(Instant.parse("2026-03-02T20:20:00Z")));
        submissions.clear();
        handIn("ada", WHOLE);
        assertThat(times(SampleRosters.GRADESCOPE.replace("ada@uni", "ada@x"))).containsExactly(
                HandInTime.at(Instant.parse("2026-03-02T20:15:00Z")));
    }

    /** A further hand-in beside the platform's upload has another time, which the roster does not know. */
    @Test
    void theRostersTimeIsThatOfThePlatformsUpload() {
        handIn("Zoë O'Brien-Núñez_4102_assignsubmission_file_", WHOLE);
        handIn("Zoë O'Brien-Núñez_4102_2", WHOLE);

        assertThat(times(SampleRosters.MOODLE)).containsExactly(
                HandInTime.at(Instant.parse("2026-03-02T20:20:00Z")), HandInTime.UNKNOWN);
    }

    /** Without a platform's name, the time may be that of any hand-in: nobody guesses, and the page says so. */
    @Test
    void saysThatTheRosterHasATimeIfItMayBeOfSeveralHandIns() {
        handIn("4102", WHOLE);
        handIn("zoe@uni.example", WHOLE);

        assertThat(times(SampleRosters.MOODLE)).containsOnly(HandInTime.UNKNOWN);
        assertThat(Gradebook.read(SampleRosters.MOODLE.getBytes(StandardCharsets.UTF_8), null, withDeadline())
                .doubts(submissions, results)).containsExactly("Zoë O'Brien-Núñez has 2 hand-ins, 4102 and zoe@uni.example, "
                + "and no rule says which one counts: write handIns into grading.yaml. The roster has the time "
                + "2026-03-02T21:20+01:00 and does not say for which one: write the times of all into times.csv");
    }

    /** A gradebook with full points for a late submission would be uploaded. */
    @Test
    void isNotWrittenBeforeEachTimeIsKnown() throws IOException {
        Lateness unknown = new Lateness("2026-12-01T23:59Z", null, 0, 0, true, "The time of hand-in is not known.");
        handIn("ada", WHOLE);
        write("name,grade\nada,\n");
        handIn("bob", WHOLE.withDecisions(unknown, List.of()));

        assertThat(write("name,grade\nada,\nbob,\n")).containsExactly("No gradebook was written, because the time of hand-in "
                + "is not known (1): bob. The class page has the lines that settle it.");
        assertThat(folder).isEmptyDirectory();

        results.remove(1);
        results.add(ClassroomResult.graded("bob",
                WHOLE.withDecisions(unknown, List.of(
                        new PointsOverride("total", 20, 25, "Oral check", "Grace", "", false)))));
        handIn("nobody", WHOLE.withDecisions(unknown, List.of()));
        assertThat(write("name,grade\nada,\nbob,\n")).as("not on the roster")
                .contains("Without a time of hand-in; no grade depends on it (1): nobody.");
        assertThat(folder.resolve("gradebook.csv")).content().isEqualTo("name,grade\nada,25\nbob,25\n");
    }

    /** Somebody with an extension can still hand in. */
    @Test
    void noZeroIsGivenBeforeTheStudentsOwnDeadline() {
        ZonedDateTime over = ZonedDateTime.parse("2026-03-02T21:00:00+01:00");
        Deadline deadline = new Deadline(over, Map.of("4102", over.plusYears(900)), null, null);

        List<String> notes = Gradebook.read("name,id,grade\nAda,4101,\nMax Moor,4102,\n".getBytes(StandardCharsets.UTF_8),
                null, with(deadline)).write(submissions, results, List.of(), FeedbackDetail.FULL, MissingGrade.ZERO, folder);

        assertThat(folder.resolve("gradebook.csv")).content().isEqualTo("name,id,grade\nAda,4101,0\nMax Moor,4102,\n");
        assertThat(notes).contains("No submission, so the grade is 0, as --missing zero says (1): Ada.",
                "No submission, so the grade stays as it was (1): Max Moor.");
    }

    private static GradingConfig withDeadline() {
        return with(new Deadline(ZonedDateTime.parse("2026-03-02T21:00:00+01:00"), Map.of(), null, null));
    }

    private static GradingConfig with(Deadline deadline) {
        GradingConfig kit = GradingConfig.DEFAULT;
        return new GradingConfig(kit.steps(), kit.limits(), kit.training(), kit.feedback(), kit.bonus(), kit.style(),
                Optional.of(deadline), kit.overrides(), Optional.empty(), Optional.empty(), false);
    }

    private List<HandInTime> times(String roster) {
        return Gradebook.read(roster.getBytes(StandardCharsets.UTF_8), null, withDeadline()).withTimes(submissions).stream()
                .map(submission -> submission.handIn().time()).toList();
    }
}
