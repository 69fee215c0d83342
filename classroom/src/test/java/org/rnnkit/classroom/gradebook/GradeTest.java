package org.rnnkit.classroom.gradebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.classroom.inbox.SampleSubmission;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.testkit.steps.Step;

/** Tests of grades on another scale. */
class GradeTest {

    private static Report report(int score, int maximum) {
        return new Report("x", List.of(StepReport.of(TestSteps.sample(1).get(0), StepStatus.PASSED, "", List.of())
                .withPoints(score, maximum)), List.of(), null, "", List.of(),
                SampleReport.ISOLATION);
    }

    @ParameterizedTest
    @CsvSource({"72, 100, '', 72", "72, 100, 100.00, 72", "1, 3, 100, 33.33", "2, 3, 100, 66.67", "1, 8, '1', 0.13",
        "1, 16, 2, 0.13", "0, 100, 20, 0", "5, 100, -, 5", "5, 0, 10, 5", "5, 100, 0, 5",
        "100, 100, 30, 30", "5, 100, '1,000.00', 5"})
    void scalesAndRoundsHalfUp(int score, int own, String maximum, String grade) {
        assertThat(Grade.of(report(score, own), maximum, false)).isEqualTo(grade);
    }

    /** Moodle leaves a grade out that is above the maximum or below 0. */
    @Test
    void keepsToTheMaximumWhereThePlatformRefusesMore() {
        assertThat(Grade.of(report(104, 100), "50", true)).isEqualTo("50");
        assertThat(Grade.of(report(104, 100), "50", false)).isEqualTo("52");
        assertThat(Grade.of(report(-4, 100), "50", true)).isEqualTo("0");
    }

    @Test
    void knowsEqualGrades() {
        assertThat(Grade.isSame("80", "80.00")).isTrue();
        assertThat(Grade.isSame("80", "8")).isFalse();
        assertThat(Grade.isSame("-", "0")).isFalse();
        assertThat(Grade.isSame("", "0")).isFalse();
    }

    /** "score 20/10, bonus 10/40" may mean 20 or 30 points. */
    @ParameterizedTest
    @CsvSource({"Bonus steps, 'bonus 10/10 (in the score). '", "Style, 'bonus 10/10. '"})
    void theCommentSaysThatBonusStepsAreInTheScore(String extra, String expected, @TempDir Path folder) {
        Step bonus = TestSteps.sampleBonus().get(0);
        Report report = SampleReport.of("ada", "").withBonus(List.of(
                StepReport.of(bonus, StepStatus.PASSED, "", List.of()).withPoints(10, 10)))
                .withExtras(List.of(new ExtraPoints(extra, 10, "")));

        Gradebook gradebook = SampleRosters.read("id,name\nada,Ada\n", null, GradingConfig.DEFAULT);
        gradebook.match(List.of(SampleSubmission.of("ada", "ada")));
        gradebook.write(gradebook.choose(List.of(ClassroomResult.graded("ada", report)), SampleRosters.marking(gradebook))
                .results(), List.of(), MissingGrade.EMPTY, folder);

        assertThat(folder.resolve("gradebook.csv")).content().contains(expected.strip());
    }
}
