package org.rnnkit.classroom.gradebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.SampleSubmission;
import org.rnnkit.classroom.results.ClassroomFile;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.Doubt;
import org.rnnkit.classroom.results.ResultKind;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.config.SampleConfig;
import org.rnnkit.grader.marking.HandInTime;
import org.rnnkit.grader.report.Lateness;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;

/** Tests of the times of hand-in, and of the choice among several hand-ins of one student. */
class HandInsTest {

    private static final String DEADLINE = "deadline: 2026-03-02T21:00:00+01:00\n";
    private static final String ROSTER = "id,name,login\n4101,Ada Lovelace,ada-l\n4102,Bob Byte,\n";

    private final List<ClassroomSubmission> submissions = new ArrayList<>();
    private final List<ClassroomResult> results = new ArrayList<>();
    private Gradebook gradebook;
    private CountedHandIns choice;
    @TempDir
    private Path folder;

    /** Hands in work of 10 or 25 of 25 points, at a time from 1 to 9; 0 if it is not known. The deadline is 5. */
    private void handIn(String name, int points, int time) {
        Report report = points == 25 ? SampleReport.of(name, "", "", "") : SampleReport.of(name, "", "wrong", "wrong");
        results.add(ClassroomResult.graded(name, report.withDecisions(
                new Lateness("2026-12-05T23:59+01:00", time == 0 ? null : at(time).toString(), Math.max(0, time - 5), 0, false,
                ""), List.of())));
        ClassroomSubmission submission = SampleSubmission.of(name, name);
        submissions.add(time == 0 ? submission : submission.withTime(HandInTime.at(at(time))));
    }

    private static Instant at(int time) {
        return Instant.parse("2026-12-0" + time + "T12:00:00Z");
    }

    private void choose() {
        gradebook = SampleRosters.read(ROSTER, null, GradingConfig.DEFAULT);
        gradebook.match(submissions);
        choice = gradebook.choose(results, SampleRosters.marking(gradebook));
    }

    /** Chooses, and returns the hand-in whose grade each student gets. */
    private List<String> counted() {
        choose();
        return gradebook.file(choice.results(), Map.of()).marks().stream().filter(mark -> !mark.handIn().isEmpty())
                .map(mark -> mark.student() + " = " + mark.handIn()).toList();
    }

    /** Moodle puts no time into its downloads, but into the worksheet, without a zone. */
    @Test
    void takesTheTimesOfMoodlesUploadsFromTheWorksheet() {
        Gradebook moodle = SampleRosters.read(SampleRosters.MOODLE, null, SampleConfig.of(DEADLINE));

        assertThat(moodle.match(List.of(SampleSubmission.of("a", "Ada Lovelace_4101_assignsubmission_file_"),
                SampleSubmission.of("b", "ada@uni.example")))).extracting(submission -> submission.handIn().time())
                .as("of a further hand-in, the worksheet does not know the time")
                .containsExactly(HandInTime.at(Instant.parse("2026-03-02T20:15:00Z")), HandInTime.UNKNOWN);
    }

    /** A gradebook with full points for a late submission would be uploaded. */
    @Test
    void isNotWrittenBeforeEachTimeIsKnown() {
        Lateness unknown = new Lateness("2026-12-01T23:59Z", null, 0, 0, true, "The time of hand-in is not known.");
        handIn("4101", 25, 0);
        handIn("4102", 25, 0);
        results.set(1, ClassroomResult.graded("4102", results.get(1).report().withDecisions(unknown, List.of())));
        handIn("nobody", 25, 0);
        results.set(2, ClassroomResult.graded("nobody", results.get(2).report().withDecisions(unknown, List.of())));

        assertThat(write()).isEqualTo(new GradebookNotes(List.of("No gradebook was written, because the time of hand-in "
                + "is not known (1): 4102. The class page has the lines that settle it."), 0, false));
        assertThat(folder).isEmptyDirectory();

        results.remove(1);
        submissions.remove(1);
        assertThat(write().notes()).contains("Without a time of hand-in; no grade depends on it (1): nobody.");
        assertThat(folder.resolve("gradebook.csv")).content().startsWith("id,name,login,score,feedback\r\n4101,Ada "
                + "Lovelace,ada-l,25,");
    }

    private GradebookNotes write() {
        choose();
        return gradebook.write(choice.results(), List.of(), MissingGrade.EMPTY, folder);
    }

    /** Somebody with an extension can still hand in, and the notes say why there is no 0. */
    @Test
    void noZeroIsGivenBeforeTheStudentsOwnDeadline() {
        GradingConfig config = SampleConfig.of(DEADLINE + "extensions: {\"4102\": 2926-03-02T21:00:00+01:00}\n");
        Gradebook roster = SampleRosters.read(ROSTER, null, config);
        roster.match(List.of());

        List<String> notes = roster.write(List.of(), List.of(), MissingGrade.ZERO, folder).notes();

        assertThat(folder.resolve("gradebook.csv")).content().contains("Ada Lovelace,ada-l,0", "4102,Bob Byte,\r\n");
        assertThat(notes).contains("No submission, so the grade is 0, as --missing zero says (1): Ada Lovelace.",
                "No submission, and the deadline is not over, so the grade stays as it was (1): Bob Byte.");
    }

    /** The first hand-in is called by the login, the second by the number. */
    @ParameterizedTest
    @CsvSource({"1, 2, 4101", "3, 2, ada-l", "1, 5, 4101", "1, 6, ada-l", "6, 7, 4101", "7, 6, ada-l", "0, 6, ada-l"})
    void theLastOneOnTimeCounts(int firstTime, int secondTime, String name) {
        handIn("ada-l", 25, firstTime);
        handIn("4101", 10, secondTime);
        handIn("4102", 10, 9);

        assertThat(counted()).containsExactly("Ada Lovelace = " + name, "Bob Byte = 4102");
        assertThat(choice.results()).extracting(ClassroomResult::kind).containsOnlyOnce(ResultKind.NOT_COUNTED);
        assertThat(choice.reports()).hasSize(2).containsKeys("ada-l", "4101");
    }

    @Test
    void saysWhyInTheReportsOfAllHandIns() {
        handIn("ada-l", 25, 1);
        handIn("4101", 10, 2);
        choose();

        String last = "Ada Lovelace has 2 hand-ins: ada-l, 2026-12-01T13:00+01:00; 4101, 2026-12-02T13:00+01:00. The last one "
                + "on time counts: 4101";
        assertThat(choice.results().get(1).report().decisions()).containsExactly(last);
        assertThat(choice.results().get(0).reason()).isEqualTo("Does not count. " + last);
        assertThat(choice.reports().get("ada-l").handIn()).isEqualTo("Does not count. " + last);
    }

    @Test
    void saysThatNoneIsOnTime() {
        handIn("ada-l", 25, 6);
        handIn("4101", 10, 7);
        choose();

        assertThat(choice.results().get(1).report().handIn()).endsWith("None is on time, so the last one counts: 4101");
    }

    /** A grade for one of them would be a guess. */
    @ParameterizedTest
    @CsvSource({"0, 2", "2, 2", "0, 0", "7, 7"})
    void choosesNoneIfTheLastOneIsNotClear(int firstTime, int secondTime) {
        handIn("ada-l", 25, firstTime);
        handIn("4101", 10, secondTime);

        assertThat(counted()).isEmpty();
        assertThat(choice.results()).isEqualTo(results);
        assertThat(gradebook.doubts()).containsExactly(new Doubt("Ada Lovelace", "has 2 hand-ins, ada-l and 4101, and it is "
                + "not clear which one counts: a time or a result is missing, or two times are the same", ""));
    }

    @Test
    void waitsForATimeThatDecidesAboutPoints() {
        handIn("ada-l", 25, 1);
        handIn("4101", 10, 2);
        results.set(1, ClassroomResult.graded("4101", SampleReport.of("4101", "").withDecisions(
                new Lateness("", null, 0, 0, true, ""), List.of())));

        assertThat(counted()).isEmpty();
    }

    @Test
    void aHandInThatWasNotTakenDoesNotCountAndOneThatWasSetAsideMight() {
        handIn("ada-l", 25, 1);
        handIn("4101", 10, 2);

        results.set(1, ClassroomResult.refused("4101", "a docx"));
        assertThat(counted()).containsExactly("Ada Lovelace = ada-l");
        assertThat(choice.results().get(0).report().handIn()).contains("4101, not taken. The last one on time counts: ada-l");
        assertThat(choice.results().get(1)).isEqualTo(results.get(1));

        results.set(1, ClassroomResult.setAside("4101", "no memory"));
        assertThat(counted()).isEmpty();
    }

    /** Lists the marks that changed since the last run, and begins the next one. */
    private List<String> changed() {
        choose();
        ClassroomFile file = gradebook.file(choice.results(), Map.of());
        List<String> changed = file.changedSince(folder).marks();
        file.write(folder);
        submissions.clear();
        results.clear();
        return changed;
    }

    /** Nothing changes by silence: neither by a further hand-in, nor by its time. */
    @Test
    void namesTheStudentsWhoseMarkChangesBecauseAnotherHandInCounts() {
        handIn("ada-l", 10, 1);
        handIn("nobody on the roster", 10, 1);
        assertThat(changed()).as("the first run").isEmpty();

        handIn("ada-l", 10, 1);
        handIn("4101", 25, 2);
        assertThat(changed()).containsExactly("Ada Lovelace from 10 of 25 to 25 of 25 (4101 counts now)");
        handIn("ada-l", 10, 1);
        handIn("4101", 25, 7);
        assertThat(changed()).as("times.csv says that it is late")
                .containsExactly("Ada Lovelace from 25 of 25 to 10 of 25 (ada-l counts now)");
        handIn("ada-l", 10, 1);
        handIn("4101", 25, 1);
        assertThat(changed()).as("two equal times")
                .containsExactly("Ada Lovelace from 10 of 25 to no score (no hand-in counts now)");
        handIn("4101", 25, 7);
        handIn("nobody on the roster", 25, 1);
        assertThat(changed()).containsExactly("Ada Lovelace from no score to 25 of 25 (4101 counts now)");
        handIn("ada-l", 25, 1);
        assertThat(changed()).as("another hand-in with the same mark").isEmpty();
    }
}
