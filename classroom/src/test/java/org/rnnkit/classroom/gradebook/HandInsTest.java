package org.rnnkit.classroom.gradebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.classroom.gradebook.Gradebook.CountedHandIns;
import org.rnnkit.classroom.gradebook.Gradebook.MissingGrade;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn.Student;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.SampleSubmission;
import org.rnnkit.classroom.results.ClassroomFile;
import org.rnnkit.classroom.results.ClassroomResult.Kind;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.config.GradingConfig.HandIns;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.config.SampleConfig;
import org.rnnkit.grader.marking.Marking.HandInTime;
import org.rnnkit.grader.report.Report.Lateness;
import org.rnnkit.grader.report.Report.PointsOverride;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;

/** Tests of the times of hand-in, and of the choice among several hand-ins of one student. */
class HandInsTest {

    private static final Report WHOLE = SampleReport.of("whole", "", "", "");
    private static final String DEADLINE = "deadline: 2026-03-02T21:00:00+01:00\n";
    private static final String ROSTER = "name,id\nAda Lovelace,4101\nBob Byte,4102\n";

    private final List<ClassroomSubmission> submissions = new ArrayList<>();
    private final List<ClassroomResult> results = new ArrayList<>();
    private final Map<String, Instant> times = new HashMap<>();
    private CountedHandIns choice;
    @TempDir
    private Path folder;

    private void handIn(String name, Report report) {
        submissions.add(SampleSubmission.of(name, name));
        results.add(ClassroomResult.graded(name, report));
    }

    private List<String> write(String roster) {
        return SampleRosters.read(roster, null, GradingConfig.DEFAULT, submissions)
                .write(results, List.of(), MissingGrade.EMPTY, folder);
    }

    private List<HandInTime> times(String roster) {
        return SampleRosters.read(roster, null, SampleConfig.of(DEADLINE), List.of()).match(submissions).stream()
                .map(submission -> submission.handIn().time()).toList();
    }

    /** Moodle puts no time into its downloads, but into the worksheet, without a zone. */
    @Test
    void takesTheTimesOfHandInFromTheRoster() {
        handIn("Jörg Müßig_4101_assignsubmission_file_", WHOLE);
        handIn("Ada Lovelace_4102_assignsubmission_file_", WHOLE);
        Instant beside = Instant.parse("2026-03-01T00:00:00Z");
        submissions.add(new ClassroomSubmission("j", List.of(), List.of(new HandIn(List.of(new Student("Jörg", "4101")),
                HandInTime.at(beside))), ""));

        Gradebook roster = SampleRosters.read(SampleRosters.MOODLE_GERMAN, null,
                SampleConfig.of(SampleRosters.GERMAN_COLUMNS + SampleRosters.GERMAN_TIMES), List.of());

        assertThat(roster.match(submissions.subList(0, 2))).extracting(submission -> submission.handIn().time())
                .containsExactly(HandInTime.at(Instant.parse("2026-03-02T20:15:00Z")), HandInTime.UNKNOWN);
        assertThat(roster.match(submissions.subList(2, 3))).extracting(submission -> submission.handIn().time())
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
        assertThat(SampleRosters.read(SampleRosters.MOODLE, null, SampleConfig.of(DEADLINE), submissions).doubts())
                .containsExactly("Zoë O'Brien-Núñez has 2 hand-ins, 4102 and zoe@uni.example, "
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
        GradingConfig config = SampleConfig.of(DEADLINE + "extensions: {\"4102\": 2926-03-02T21:00:00+01:00}\n");

        List<String> notes = SampleRosters.read("name,id,grade\nAda,4101,\nMax Moor,4102,\n", null, config, submissions)
                .write(results, List.of(), MissingGrade.ZERO, folder);

        assertThat(folder.resolve("gradebook.csv")).content().isEqualTo("name,id,grade\nAda,4101,0\nMax Moor,4102,\n");
        assertThat(notes).contains("No submission, so the grade is 0, as --missing zero says (1): Ada.",
                "No submission, so the grade stays as it was (1): Max Moor.");
    }

    /** Hands in work of 10 or 25 of 25 points, at a time from 1 to 9; 0 if it is not known. The deadline is 5. */
    private void handIn(String name, int points, int time) {
        Report report = points == 25 ? SampleReport.of(name, "", "", "") : SampleReport.of(name, "", "wrong", "wrong");
        handIn(name, report.withDecisions(
                new Lateness("2026-12-05T23:59+01:00", time == 0 ? null : at(time).toString(), Math.max(0, time - 5), 0, false,
                ""), List.of()));
        if (time > 0) {
            times.put(name, at(time));
        }
    }

    private static Instant at(int time) {
        return Instant.parse("2026-12-0" + time + "T12:00:00Z");
    }

    /** Chooses, and returns the hand-in whose grade each student gets. */
    private List<String> counted(HandIns rule) {
        Gradebook roster = roster(rule);
        choice = roster.choose(results, times);
        return roster.file(choice.results(), Map.of()).marks().stream().filter(mark -> !mark.handIn().isEmpty())
                .map(mark -> mark.student() + " = " + mark.handIn()).toList();
    }

    private CountedHandIns choose(HandIns rule) {
        return roster(rule).choose(results, times);
    }

    private Gradebook roster(HandIns rule) {
        return SampleRosters.read(ROSTER, null, rule == null ? GradingConfig.DEFAULT : SampleConfig.of(DEADLINE + "handIns: "
                + rule.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "\n"), submissions);
    }

    /** The first hand-in is called by the name, the second by the number. */
    @ParameterizedTest
    @CsvSource({"LAST, 25, 1, 10, 2, 4101", "LAST, 25, 7, 10, 2, Ada Lovelace", "LAST, 25, 2, 10, 7, 4101",
        "BEST, 25, 1, 10, 2, Ada Lovelace", "BEST, 10, 1, 25, 7, 4101",
        "BEST, 25, 1, 25, 2, 4101", "BEST, 25, 2, 25, 1, Ada Lovelace", "BEST, 25, 0, 25, 0, Ada Lovelace",
        "LAST_ON_TIME, 25, 1, 10, 5, 4101", "LAST_ON_TIME, 25, 1, 10, 6, Ada Lovelace", "LAST_ON_TIME, 25, 6, 10, 7, 4101"})
    void choosesAsTheSettingsSay(HandIns rule, int firstPoints, int firstTime, int secondPoints, int secondTime, String name) {
        handIn("Ada Lovelace", firstPoints, firstTime);
        handIn("4101", secondPoints, secondTime);
        handIn("Bob Byte", 10, 9);

        assertThat(counted(rule)).containsExactly("Ada Lovelace = " + name, "Bob Byte = Bob Byte");
        assertThat(choice.results()).extracting(ClassroomResult::kind).containsOnlyOnce(Kind.NOT_COUNTED);
        assertThat(choice.reports()).hasSize(2).containsKeys("Ada Lovelace", "4101");
    }

    @Test
    void saysWhyInTheReportsOfAllHandIns() {
        handIn("Ada Lovelace", 25, 1);
        handIn("4101", 10, 2);

        String best = "Ada Lovelace has 2 hand-ins: Ada Lovelace, 25 of 25 points; 4101, 10 of 25 points. The best one counts: "
                + "Ada Lovelace";
        CountedHandIns choice = choose(HandIns.BEST);
        assertThat(choice.results().get(0).report().decisions()).containsExactly(best);
        assertThat(choice.results().get(1).reason()).isEqualTo("Does not count. " + best);
        assertThat(choice.others().get("4101").handIn()).isEqualTo("Does not count. " + best);
        assertThat(choose(HandIns.LAST).results().get(1).report().handIn()).isEqualTo("Ada Lovelace has 2 hand-ins: Ada "
                + "Lovelace, 2026-12-01T13:00+01:00; 4101, 2026-12-02T13:00+01:00. The last one counts: 4101");
    }

    @Test
    void saysThatNoneIsOnTime() {
        handIn("Ada Lovelace", 25, 6);
        handIn("4101", 10, 7);

        assertThat(choose(HandIns.LAST_ON_TIME).results().get(1).report().handIn())
                .endsWith("None is on time, so the last one counts: 4101");
    }

    /** A grade for one of them would be a guess. */
    @ParameterizedTest
    @CsvSource({"LAST, 0, 2", "LAST, 2, 2", "LAST_ON_TIME, 0, 2", "LAST_ON_TIME, 3, 3", "LAST_ON_TIME, 7, 7"})
    void choosesNoneIfTheLastOneIsNotClear(HandIns rule, int firstTime, int secondTime) {
        handIn("Ada Lovelace", 25, firstTime);
        handIn("4101", 10, secondTime);

        assertThat(counted(rule)).isEmpty();
        assertThat(choice.results()).isEqualTo(results);
        assertThat(roster(rule).doubts()).containsExactly("Ada Lovelace has 2 "
                + "hand-ins, Ada Lovelace and 4101, and it is not clear which one counts: a time or a result is missing, or "
                + "two times are the same");
    }

    @ParameterizedTest
    @EnumSource
    void waitsForATimeThatDecidesAboutPoints(HandIns rule) {
        handIn("Ada Lovelace", 25, 1);
        handIn("4101", 10, 2);
        results.set(1, ClassroomResult.graded("4101", SampleReport.of("4101", "").withDecisions(
                new Lateness("", null, 0, 0, true, ""), List.of())));

        assertThat(choose(rule).results()).isEqualTo(results);
    }

    @Test
    void aHandInThatWasNotTakenDoesNotCountAndOneThatWasSetAsideMight() {
        handIn("Ada Lovelace", 25, 1);
        handIn("4101", 10, 2);

        results.set(1, ClassroomResult.refused("4101", "a docx"));
        assertThat(counted(HandIns.LAST)).containsExactly("Ada Lovelace = Ada Lovelace");
        assertThat(choice.results().get(0).report().handIn()).contains("4101, not taken. The last one counts: Ada Lovelace");
        assertThat(choice.results().get(1)).isEqualTo(results.get(1));

        results.set(1, ClassroomResult.setAside("4101", "no memory"));
        assertThat(choose(HandIns.BEST).results()).isEqualTo(results);
    }

    /** Ada handed in alone after she had worked in a group. Bob's mark stays that of the group. */
    @Test
    void aHandInOfAGroupStillCountsForTheOthers() {
        handIn("group", 10, 1);
        submissions.set(0, new ClassroomSubmission("group", List.of(Path.of("group")), List.of(new HandIn(
                List.of(new Student("Ada Lovelace", "4101"), new Student("Bob Byte", "4102")), HandInTime.UNKNOWN)), ""));
        handIn("alone", 25, 2);
        submissions.set(1, new ClassroomSubmission("alone", List.of(Path.of("alone")), List.of(new HandIn(
                List.of(new Student("Ada Lovelace", "4101")), HandInTime.UNKNOWN)), ""));

        assertThat(counted(HandIns.LAST)).containsExactly("Ada Lovelace = alone", "Bob Byte = group");
        assertThat(choice.others()).isEmpty();
    }

    /** Beside the platform's upload, an instructor puts a further one with the student's name and number. */
    @Test
    void aFurtherHandInHasNameAndNumber() {
        handIn("Bob Byte_4102_assignsubmission_file_", 10, 1);
        handIn("Bob Byte_4102_2", 25, 2);

        assertThat(counted(HandIns.LAST)).containsExactly("Bob Byte = Bob Byte_4102_2");
    }

    /** A student may call a folder by another one's number. What the platform has named goes before it. */
    @Test
    void aNameAloneNeverReplacesWhatAPlatformHasNamed() {
        handIn("Bob Byte_4102_assignsubmission_file_", 10, 1);
        handIn("4102", 25, 2);

        assertThat(counted(HandIns.BEST)).containsExactly("Bob Byte = Bob Byte_4102_assignsubmission_file_");
        String advice = "4102 does not count: another one has the name and the number of Bob Byte. If it should be a further "
                + "hand-in, call it Bob Byte_4102_";
        assertThat(roster(null).doubts()).containsExactly(advice + "2");
        handIn("Bob Byte_4102_2", 25, 2);
        assertThat(roster(null).doubts()).contains(advice + "3");
    }

    /** Lists the marks that changed since the last run, and begins the next one. Without a rule, none of several counts. */
    private List<String> changed(HandIns rule) {
        Gradebook roster = roster(rule);
        choice = roster.choose(results, times);
        ClassroomFile file = roster.file(choice.results(), Map.of());
        List<String> changed = file.changedSince(folder).marks();
        file.write(folder);
        submissions.clear();
        results.clear();
        times.clear();
        return changed;
    }

    /** Nothing changes by silence: neither by a further hand-in, nor by its time, nor by another rule. */
    @Test
    void namesTheStudentsWhoseMarkChangesBecauseAnotherHandInCounts() {
        String second = "Ada Lovelace_4101_2";
        handIn("Ada Lovelace_4101", 10, 1);
        assertThat(changed(HandIns.LAST_ON_TIME)).as("the first run").isEmpty();

        handIn("Ada Lovelace_4101", 10, 1);
        handIn(second, 25, 2);
        assertThat(changed(HandIns.LAST_ON_TIME)).containsExactly(
                "Ada Lovelace from 10 of 25 to 25 of 25 (Ada Lovelace_4101_2 counts now)");
        handIn("Ada Lovelace_4101", 10, 1);
        handIn(second, 25, 7);
        assertThat(changed(HandIns.LAST_ON_TIME)).as("times.csv says that it is late").containsExactly(
                "Ada Lovelace from 25 of 25 to 10 of 25 (Ada Lovelace_4101 counts now)");
        handIn("Ada Lovelace_4101", 10, 1);
        handIn(second, 25, 7);
        assertThat(changed(HandIns.BEST)).containsExactly(
                "Ada Lovelace from 10 of 25 to 25 of 25 (Ada Lovelace_4101_2 counts now)");
        handIn("Ada Lovelace_4101", 10, 1);
        handIn(second, 25, 7);
        assertThat(changed(null)).as("handIns removed").containsExactly(
                "Ada Lovelace from 25 of 25 to no score (no hand-in counts now)");
        handIn(second, 25, 7);
        assertThat(changed(null)).as("the first one removed").containsExactly(
                "Ada Lovelace from no score to 25 of 25 (Ada Lovelace_4101_2 counts now)");
        assertThat(changed(null)).as("nothing in the inbox").containsExactly(
                "Ada Lovelace from 25 of 25 to no score (no hand-in counts now)");
    }

    @Test
    void namesNoMarkThatAStudentStillHasOrThatNobodyGets() {
        handIn("Ada Lovelace_4101", 25, 1);
        handIn("nobody on the roster", 10, 1);
        changed(HandIns.LAST);

        handIn("Ada Lovelace", 25, 1);
        handIn("nobody on the roster", 25, 1);
        assertThat(changed(HandIns.LAST)).as("the archive has another name").isEmpty();
        handIn("Ada Lovelace", 10, 1);
        handIn("4101", 25, 2);
        assertThat(changed(HandIns.LAST)).as("another hand-in with the same mark").isEmpty();
    }
}
