package org.rnnkit.grader.marking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.config.Deadline;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.config.LateSettings;
import org.rnnkit.grader.config.SampleConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.PointsOverride;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;

/** Tests that marks follow from kept findings, the course's points and the instructor's decisions. */
class MarkingTest {

    private static final List<Step> STEPS = TestSteps.sample(3);
    private static final String HEADER = "name,step,points,comment,who\n";
    private static final HandInTime LATE = new HandInTime(null, TimeSource.MARKED_LATE);
    private static final ZonedDateTime DEADLINE = ZonedDateTime.parse("2026-12-01T23:59:00+01:00");

    @TempDir
    private Path folder;

    @Test
    void computesPointsFromTheCoursesSettingsNow() {
        GradingConfig config = SampleConfig.of("steps: {step1onehot: {points: 40}}\n");

        Report report = mark(config, Overrides.none());

        assertThat(report.getScore()).isEqualTo(40 + 5);
        assertThat(report.getMaxScore()).isEqualTo(40 + 10 + 5);
        assertThat(report.steps()).extracting(StepReport::score).containsExactly(40, 0, 5);
        assertThat(report.decisions()).isEmpty();
    }

    /** They add to the score and not to the maximum, and follow a change by hand. Without the key they count separately. */
    @ParameterizedTest
    @CsvSource({"true, 15, 18", "false, 0, 0"})
    void countsBonusStepsIfTheCourseSaysSo(boolean counts, int asGraded, int changed) throws IOException {
        GradingConfig config = SampleConfig.of("bonusSteps: " + counts + "\n");
        List<Step> bonus = TestSteps.sampleBonus().stream().map(step -> step.withMarks(15, 60)).toList();
        List<StepReport> reports = List.of(StepReport.of(bonus.get(0), StepStatus.PASSED, "", List.of()),
                StepReport.of(bonus.get(1), StepStatus.FAILED, "", List.of()));
        Report findings = findings().withBonus(reports);
        Kit graded = Kit.find(STEPS).withBonus(bonus);
        Overrides overrides = Overrides.read(Files.writeString(folder.resolve("bonus.csv"), HEADER + "ada,"
                + bonus.get(1).id() + ",3,Right but for a sign,Grace\n"), graded.graded(), People.AS_WRITTEN);

        Report report = new Marking(graded, config, Overrides.none(), People.AS_WRITTEN)
                .mark(findings, "ada", HandInTime.UNKNOWN);
        Report afterChange = new Marking(graded, config, overrides, People.AS_WRITTEN)
                .mark(findings, "ada", HandInTime.UNKNOWN);

        assertThat(report.getScore()).isEqualTo(10 + 5 + asGraded);
        assertThat(report.getMaxScore()).isEqualTo(10 + 10 + 5);
        assertThat(afterChange.getScore()).isEqualTo(10 + 5 + changed);
    }

    @Test
    void showsEachChangeByHandWithThePointsBefore() throws IOException {
        Report report = mark(GradingConfig.DEFAULT, overrides("""
                ada,2,8,Right except for the bias,Grace
                ada,step3state,,Explained well,Grace
                bob,1,0,Not this one,Grace
                """));

        assertThat(report.steps()).extracting(StepReport::score).containsExactly(10, 8, 5);
        assertThat(report.overrides()).containsExactly(
                new PointsOverride("step2parameters", 8, 0, "Right except for the bias", "Grace"),
                new PointsOverride("step3state", null, 5, "Explained well", "Grace"));
        assertThat(report.decisions().get(0))
                .isEqualTo("step2parameters: 8 points instead of 0. Right except for the bias (Grace)");
        assertThat(report.steps().get(1).status()).as("the verdict stays").isEqualTo(StepStatus.FAILED);
        Marking marking = marking(GradingConfig.DEFAULT, overrides("ada,2,8,Right except for the bias,Grace\n"));
        assertThat(findings().steps()).extracting(step -> marking.mark(step, "ada").score())
                .as("the board shows them before the report is there").containsExactly(10, 8, 5);
    }

    /** The total counts last: after a loss for lateness. Sums stay sums, so each format shows the change. */
    @Test
    void overridesExtrasAndTheTotalByADifference() throws IOException {
        GradingConfig config = with(deadline(new LateSettings(0, 10, null, null, null, null)));

        Report report = mark(config, overrides("ada,extras,4,Talk,Grace\nada,total,20,Oral check,Grace\n"),
                "2026-12-03T12:00:00Z");

        assertThat(report.extras()).extracting(ExtraPoints::name, ExtraPoints::score).containsExactly(
                tuple("Other points, changed by hand", 4),
                tuple("Late", -3),
                tuple("Total, changed by hand", 4));
        assertThat(report.getScore()).isEqualTo(20);
        assertThat(report.overrides().get(1).before()).isEqualTo(10 + 5 + 4 - 3);
    }

    /** 15 points are reached. Lost points are rounded down. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2026-12-01T22:59:00Z |    |   |    |   | 0   | In time.",
        "2026-12-01T23:04:00Z | 10 |   |    |   | 0   | In time, within the 5 minutes after the deadline.",
        "2026-12-01T23:05:00Z | 10 |   |    |   | -1  | 1 day late: 10 % of 15 points = -1",
        "2026-12-02T22:59:00Z | 10 |   |    |   | -1  | 1 day late: 10 % of 15 points = -1",
        "2026-12-02T22:59:01Z | 10 |   |    |   | -3  | 2 days late: 20 % of 15 points = -3",
        "2026-12-09T00:00:00Z | 10 |   | 50 |   | -7  | 8 days late: 50 % of 15 points = -7",
        "2026-12-20T00:00:00Z | 10 |   |    |   | -15 | 19 days late: 100 % of 15 points = -15",
        "2026-12-03T00:00:00Z |    | 4 |    |   | -8  | 2 days late: 8 of 15 points = -8",
        "2026-12-09T00:00:00Z |    | 4 |    |   | -15 | 8 days late: 32 of 15 points = -15",
        "2026-12-09T00:00:00Z |    | 4 | 9  |   | -9  | 8 days late: 9 of 15 points = -9",
        "2026-12-03T00:00:00Z | 10 |   |    | 2 | -3  | 2 days late: 20 % of 15 points = -3",
        "2026-12-04T00:00:00Z | 10 |   |    | 2 | -15 | 3 days late: not accepted after 2 days, 15 points lost.",
        "+999999999-01-01T00:00:00Z | 10 | | | | -15 | 2147483647 days late: 100 % of 15 points = -15",
        "2026-12-03T00:00:00Z |    |   |    |   | 0   | 2 days late. No points are lost."})
    void losesPointsForEachDayBegun(String time, Integer percent, Integer points, Integer most, Integer closes, int lost,
            String message) {
        Report report = mark(with(deadline(new LateSettings(5, percent, points, most, closes, null))), Overrides.none(),
                time);

        assertThat(report.late().message()).isEqualTo(message);
        assertThat(report.late().points()).isEqualTo(lost);
        assertThat(report.getScore()).isEqualTo(15 + lost);
    }

    @Test
    void decidesNothingAboutALateSubmissionWithoutATime() {
        Deadline plain = deadline(new LateSettings(0, 10, null, null, null, null));
        Report open = marking(with(plain), Overrides.none()).mark(findings(), "ada", LATE);
        Report counted = marking(with(deadline(new LateSettings(0, 10, null, null, null, 3))), Overrides.none())
                .mark(findings(), "ada", LATE);

        assertThat(open.late().open()).isTrue();
        assertThat(open.getScore()).isEqualTo(15);
        assertThat(open.decisions()).hasSize(1);
        assertThat(counted.late().message())
                .isEqualTo("Marked as late without a time, which counts as 3 days late: 30 % of 15 points = -4");
    }

    /** A day has 25 hours when summer time ends: 23:58 on the next day is one day late. */
    @ParameterizedTest
    @CsvSource({"2026-10-24T23:59+02:00[Europe/Berlin], 2026-10-25T23:58+01:00, 1 day late",
        "2026-10-24T23:59+02:00[Europe/Berlin], 2026-10-25T23:59:01+01:00, 2 days late",
        "2026-03-28T23:59+01:00[Europe/Berlin], 2026-03-29T23:59:01+02:00, 2 days late"})
    void countsTheCalendarDaysOfTheDeadlinesZone(String deadline, String time, String late) throws IOException {
        Report report = mark(with(new Deadline(ZonedDateTime.parse(deadline), Map.of(), null, null)), Overrides.none(),
                ZonedDateTime.parse(time).toInstant().toString());

        assertThat(report.late().message()).isEqualTo(late + ". No points are lost.");
    }

    /** A comment decides nothing about a late hand-in. */
    @Test
    void onlyATotalWithPointsReplacesTheTimeOfHandIn() throws IOException {
        GradingConfig config = with(deadline(null));

        assertThat(marking(config, overrides("ada,total,,Please see me,Grace\n")).mark(findings(), "ada", LATE).needsTime())
                .isTrue();
        assertThat(marking(config, overrides("ada,total,9,Oral check,Grace\n")).mark(findings(), "ada", LATE).needsTime())
                .isFalse();
    }

    @Test
    void aLineSaysWhoseASubmissionIs() throws IOException {
        Marking marking = marking(GradingConfig.DEFAULT, overrides("ada,person,,Her former name,Grace\nbob,1,,c,w\n"));

        assertThat(marking.isConfirmed("ada")).isTrue();
        assertThat(marking.isConfirmed("bob")).isFalse();
        Report report = marking.mark(findings(), "ada", HandInTime.UNKNOWN);
        assertThat(report.getScore()).isEqualTo(15);
        assertThat(report.decisions()).containsExactly("person: Her former name (Grace)");
    }

    @Test
    void namesTheChangesWithoutEffect() throws IOException {
        Overrides overrides = overrides("ada,1,0,c,w\nada,total,3,c,w\nbob,1,5,c,w\ncarl,1,4,c,w\ncarl,2,,c,w\n");
        Marking marking = marking(GradingConfig.DEFAULT, overrides);
        Map<String, Report> reports = Map.of("ada", marking.mark(findings(), "ada", HandInTime.UNKNOWN),
                "carl", marking.mark(findings(), "carl", HandInTime.UNKNOWN));

        assertThat(marking.withoutEffect(reports)).containsExactly("ada, step1onehot", "bob, step1onehot");
    }

    /** Nothing late keeps full points by silence. */
    @Test
    void asksForATimeThatNobodyKnows() throws IOException {
        Path times = Files.writeString(folder.resolve("times.csv"), "name,time\nada,on time\n");
        Deadline plain = deadline(null);
        Deadline onTime = deadline(new LateSettings(0, 10, null, null, null, 0));
        HandInTime notMarked = new HandInTime(null, TimeSource.NOT_MARKED);

        assertThat(late(plain, HandInTime.UNKNOWN)).isEqualTo("true The time of hand-in is not known.");
        assertThat(late(plain, notMarked)).isEqualTo("false In time: the platform did not mark it as late.");
        assertThat(late(onTime, HandInTime.UNKNOWN))
                .isEqualTo("false The time of hand-in is not known, which counts as in time.");
        assertThat(late(onTime, LATE)).startsWith("true Marked as late");
        assertThat(late(new Deadline(DEADLINE, Map.of("ada", DEADLINE.plusDays(1)), null, null), LATE))
                .as("the platform knows no extension").isEqualTo("true The time of hand-in is not known.");
        assertThat(late(new Deadline(DEADLINE, Map.of(), null, times), LATE))
                .isEqualTo("false Counts as in time. The instructor decided so.");
        assertThat(late(plain, new HandInTime(DEADLINE.toInstant(), TimeSource.COMMIT, "0a1")))
                .isEqualTo("false In time. The time is that of commit 0a1, from the student's computer.");
        assertThat(late(plain, new HandInTime(DEADLINE.plusHours(1).toInstant(), TimeSource.PUSH, "0a1")))
                .startsWith("false 1 day late. No points are lost. GitHub received commit 0a1 at this time.");
    }

    private static String late(Deadline deadline, HandInTime time) {
        Report report = marking(with(deadline), Overrides.none()).mark(findings(), "ada", time);
        assertThat(report.needsTime()).isEqualTo(report.late().open());
        return report.late().open() + " " + report.late().message();
    }

    @Test
    void takesExtensionsAndTheTableOfTimesBeforeThePlatformsTime() throws IOException {
        Path times = Files.writeString(folder.resolve("times.csv"), "name;time\nada;2026-12-05T12:00:00+01:00\n");
        LateSettings late = new LateSettings(0, 10, null, null, null, null);
        Map<String, ZonedDateTime> extensions = Map.of("ada", DEADLINE.plusDays(7));

        Report extended = mark(with(new Deadline(DEADLINE, extensions, late, times)), Overrides.none(),
                "2026-11-01T00:00:00Z");
        Report other = mark(with(new Deadline(DEADLINE, Map.of(), late, times)), Overrides.none(),
                "2026-11-01T00:00:00Z");

        assertThat(extended.late().message()).isEqualTo("In time, with the extension.");
        assertThat(extended.late().handedIn()).isEqualTo("2026-12-05T11:00:00Z");
        assertThat(extended.late().localHandedIn()).isEqualTo("2026-12-05T12:00+01:00");
        assertThat(other.late().days()).isEqualTo(4);
    }

    @Test
    void listsExtensionsAndTimesThatBelongToNobody() throws IOException {
        Path times = Files.writeString(folder.resolve("times.csv"), "name,time\nada,2026-12-05T12:00:00Z\n"
                + "bbo,2026-12-05T12:00:00Z\n");
        Deadline deadline = new Deadline(DEADLINE, Map.of("ada", DEADLINE, "Ada L", DEADLINE), null, times);

        assertThat(marking(with(deadline), Overrides.none()).withoutSubmission(List.of("ada", "bob")))
                .containsExactly("Ada L", "bbo");
    }

    @Test
    void findsAnExtensionByAnyNameOfThePerson() {
        People people = (written, mayStillHandIn) -> {
            if (written.equals("Adda")) {
                throw new UsageException("Who is Adda?");
            }
            return "ada";
        };
        LateSettings late = new LateSettings(0, 10, null, null, null, null);
        Map<String, ZonedDateTime> byMail = Map.of("ada@uni.example", DEADLINE.plusDays(7));
        GradingConfig config = with(new Deadline(DEADLINE, byMail, late, null));
        Marking marking = new Marking(Kit.find(config.apply(STEPS)), config, Overrides.none(), people);

        assertThat(marking.mark(findings(), "ada", HandInTime.at(DEADLINE.plusDays(1).toInstant())).late().message())
                .isEqualTo("In time, with the extension.");
        assertThatThrownBy(() -> new LateRule(new Deadline(DEADLINE, Map.of("Adda", DEADLINE), null, null), people))
                .isInstanceOf(UsageException.class).hasMessage("extensions: Who is Adda?");
        assertThatThrownBy(() -> new LateRule(new Deadline(DEADLINE, new TreeMap<>(Map.of("a", DEADLINE, "b", DEADLINE)), null,
                null), people)).hasMessage("extensions: \"b\" has another extension. Delete one.");
    }

    @Test
    void namesTheLinesOfTimesThatCannotBeRead() throws IOException {
        Path times = Files.writeString(folder.resolve("times.csv"),
                "name,time\nada,2026-12-05 12:00\nbob,2026-12-05T12:00:00Z\nbob,2026-12-06T12:00:00Z\n");

        assertThatThrownBy(() -> new LateRule(new Deadline(DEADLINE, Map.of(), null, times), People.AS_WRITTEN))
                .isInstanceOf(UsageException.class).hasMessageContainingAll("times.csv:2: \"2026-12-05 12:00\"",
                        "times.csv:4: \"bob\" is here twice");
    }

    /** Ada, who has the number 7, handed in twice: as ada and as second. */
    @Test
    void anExtensionIsForAllHandInsOfAPersonAndATimeForOne() throws IOException {
        People people = new People() {

            @Override
            public String submissionOf(String written, boolean mayStillHandIn) {
                return written.equals("ada") || written.equals("7") ? "/1" : written;
            }

            @Override
            public Map<String, List<String>> handIns() {
                return Map.of("/1", List.of("ada", "second"));
            }
        };
        Path times = Files.writeString(folder.resolve("times.csv"),
                "name,time\nada,2026-12-01T12:00:00Z\nsecond,2026-12-03T12:00:00Z\n");
        GradingConfig config = with(new Deadline(DEADLINE,
                Map.of("7", ZonedDateTime.parse("2026-12-04T12:00:00Z")), null, times));
        Overrides overrides = overrides("7,2,8,Right,Grace\nsecond,3,1,Late talk,Grace\n", people);
        Marking marking = new Marking(Kit.find(STEPS), config, overrides, people);

        Report first = marking.mark(findings(), "ada", HandInTime.UNKNOWN);
        Report second = marking.mark(findings(), "second", HandInTime.UNKNOWN);

        assertThat(first.late().message()).isEqualTo("In time, with the extension.");
        assertThat(second.late().handedIn()).isEqualTo("2026-12-03T12:00:00Z");
        assertThat(first.steps()).extracting(StepReport::score).containsExactly(10, 8, 5);
        assertThat(second.steps()).extracting(StepReport::score).containsExactly(10, 8, 1);
        assertThat(marking.withoutSubmission(List.of("ada", "second"))).isEmpty();
        assertThat(marking.withoutEffect(Map.of("ada", first))).containsExactly("second, step3state");
        Files.writeString(times, "name,time\n7,2026-12-01T12:00:00Z\n");
        assertThatThrownBy(() -> new Marking(Kit.find(STEPS), config, overrides, people))
                .hasMessage("times.csv:2: \"7\" has several hand-ins. Write the name of one: ada or second.");
    }

    private Overrides overrides(String rows) throws IOException {
        return overrides(rows, People.AS_WRITTEN);
    }

    private Overrides overrides(String rows, People people) throws IOException {
        return Overrides.read(Files.writeString(folder.resolve("overrides.csv"), HEADER + rows), STEPS, people);
    }

    private static Deadline deadline(LateSettings late) {
        return new Deadline(DEADLINE, Map.of(), late, null);
    }

    private static GradingConfig with(Deadline deadline) {
        GradingConfig kit = GradingConfig.DEFAULT;
        return new GradingConfig(kit.steps(), kit.limits(), kit.training(), Optional.of(deadline),
                kit.overrides(), kit.countsBonusSteps());
    }

    private static Report mark(GradingConfig config, Overrides overrides) {
        return marking(config, overrides).mark(findings(), "ada", HandInTime.UNKNOWN);
    }

    private static Report mark(GradingConfig config, Overrides overrides, String time) {
        return marking(config, overrides).mark(findings(), "ada", HandInTime.at(Instant.parse(time)));
    }

    private static Marking marking(GradingConfig config, Overrides overrides) {
        return new Marking(Kit.find(config.apply(STEPS)), config, overrides, People.AS_WRITTEN);
    }

    /** Steps 1 and 3 passed, with the points that the course gave when they were graded. */
    private static Report findings() {
        List<StepReport> steps = STEPS.stream().map(step -> StepReport.of(step.withMarks(1, 60),
                step.number() == 2 ? StepStatus.FAILED : StepStatus.PASSED, "", List.of())).toList();
        return new Report("x", steps, List.of(),
                new TrainingReport(1.05, null, 1, 500, "story", List.of(), List.of(), null), "",
                List.of(), SampleReport.ISOLATION);
    }
}
