package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.Extras.StyleFindings;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.config.GradingConfig.Bonus;
import org.rnnkit.grader.config.GradingConfig.Style;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.ExtraPoints;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.report.TrainingReport.Proof;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the points for a low perplexity and for clean code. */
@Tag("slow")
class ExtrasTest {

    private static final List<Bonus> THRESHOLDS = List.of(new Bonus(1.2, 2), new Bonus(1.05, 5));
    private static final String RETURN = "return new NDList(manager.zeros";

    private final Kit kit = Kit.find(Steps.all());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1.3, 0", "1.2, 2", "1.06, 2", "1.05, 5", "1.01, 5"})
    void countsOnlyTheBestThreshold(double perplexity, int points) {
        ExtraPoints extra = Extras.forPerplexity(THRESHOLDS, trained(perplexity, null, 500));

        assertThat(extra.score()).isEqualTo(points);
        assertThat(extra.maxScore()).isZero();
    }

    /** A proof has a few epochs only, which begin with other parameters. */
    @Test
    void givesNoBonusForAProof() {
        ExtraPoints extra = Extras.forPerplexity(THRESHOLDS, trained(1.01, new Proof(true, 0, 0.001, ""), 3));

        assertThat(extra.score()).isZero();
        assertThat(extra.message()).contains("only a full training");
    }

    /** The points are the instructor's decision then. A perplexity that earns nothing needs no decision. */
    @Test
    void leavesTheBonusToTheInstructorIfThePerplexityDoesNotFit() {
        assertThat(Extras.forPerplexity(THRESHOLDS, trained(1.01, null, 8, "a remark"))).isEqualTo(new ExtraPoints(
                "Perplexity bonus", 0, 0, "1.010 is 1.05 or less, but this can't come from 8 epochs of training (see the "
                        + "remarks there). The instructor decides about the bonus of 5 points"));
        assertThat(Extras.forPerplexity(THRESHOLDS, trained(1.5, null, 8, "a remark")).message())
                .isEqualTo("1.500 is more than 1.2");
    }

    private static TrainingReport trained(double perplexity, Proof proof, int epochs, String... remarks) {
        return new TrainingReport(perplexity, null, proof, 1, epochs, "story", List.of(), List.of(), List.of(remarks), null);
    }

    @Test
    void givesNoBonusWithoutAModel() {
        assertThat(Extras.forPerplexity(THRESHOLDS, null).score()).isZero();
    }

    @Test
    void givesEachPassedStepItsShareOfTheStylePoints() {
        assertThat(style(TestSubmission.copyTo(folder), null, 9).score()).isEqualTo(9);
        assertThat(style(TestSubmission.copyTo(folder), null, 3).score()).isEqualTo(3);
        assertThat(style(TestSubmission.copyTo(folder), null, 0).score()).isZero();
    }

    @Test
    void subtractsPointsForViolationsAndNamesTheirLines() {
        TestSubmission student = TestSubmission.copyTo(folder).state(RETURN, "int a = 1, b = 2;   \n        " + RETURN)
                .step("step3state/Use.java", "package org.rnnkit.step3state;\n\n/** A. */\nclass Use extends util.Ugly {}\n")
                .step("step4rnn/Use.java", "package org.rnnkit.step4rnn;\n\n/** A. */\nclass Use extends util.Ugly {}\n")
                .file("src/main/java/util/Ugly.java", "package util;\n\n/** Of two steps. */\npublic class Ugly {}   \n")
                .file("src/main/java/util/Unused.java", "package util;\n\n/** Of none. */\npublic class Unused {}   \n");

        ExtraPoints extra = style(student, null, 9);

        assertThat(extra.score()).isEqualTo(6);
        assertThat(extra.maxScore()).isEqualTo(9);
        assertThat(extra.message()).contains("3 violations in " + Steps.all().size() + " steps", "HiddenState.java:", "spaces")
                .containsOnlyOnce("src/main/java/util/Ugly.java:").doesNotContain("Unused");
    }

    @Test
    void ignoresSuppressionsInTheSources() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.xml"), """
                <?xml version="1.0"?>
                <!DOCTYPE module PUBLIC "-//Checkstyle//DTD Checkstyle Configuration 1.3//EN"
                    "https://checkstyle.org/dtds/configuration_1_3.dtd">
                <module name="Checker">
                  <module name="SuppressWarningsFilter"/>
                  <module name="SuppressWithPlainTextCommentFilter"/>
                  <module name="TreeWalker">
                    <module name="SuppressWarningsHolder"/>
                    <module name="SuppressionCommentFilter"/>
                    <module name="com.puppycrawl.tools.checkstyle.filters.SuppressWithNearbyCommentFilter"/>
                    <module name="MultipleVariableDeclarations"/>
                  </module>
                </module>
                """);
        TestSubmission student = TestSubmission.copyTo(folder.resolve("ada")).state("public static NDList",
                "// CHECKSTYLE:OFF\n    @SuppressWarnings(\"all\")\n    public static NDList")
                .state(RETURN, "int a = 1, b = 2; // SUPPRESS CHECKSTYLE\n        " + RETURN);

        assertThat(style(student, rules.toString(), 9).score()).isEqualTo(8);
    }

    @Test
    void rejectsInvalidRules() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.xml"), "<module name=\"Checker\"><module name=\"No\"/></module>");

        assertThatThrownBy(() -> style(TestSubmission.copyTo(folder), rules.toString(), 9)).isInstanceOf(UsageException.class)
                .hasMessageContaining("rules.xml");
    }

    /** Otherwise a class would be checked with two sets of rules. */
    @Test
    void rulesThatChangeMeanwhileAreAGraderError() throws IOException {
        Path own = Files.copy(kit.home().resolve("checkstyle.xml"), folder.resolve("rules.xml"));
        Extras extras = new Extras(kit, TestSubmission.bestSandbox(), config(own.toString()));
        Submission submission = new Intake(kit).take(TestSubmission.copyTo(folder.resolve("ada")).folder().toString());
        Path scratch = Scratch.createSubfolder(folder, "scratch");
        extras.check(submission, steps(9), null, scratch);

        Files.writeString(own, Files.readString(own).replace("</module>\n</module>", "</module>\n<!-- new -->\n</module>"));

        assertThatThrownBy(() -> extras.check(submission, steps(9), null, scratch)).isInstanceOf(GraderException.class)
                .hasMessageContaining("have changed while submissions were graded: " + own);
    }

    @Test
    void givesNoPointsForUnreadableSources() {
        assertThat(style(TestSubmission.copyTo(folder).state(RETURN, "}{{"), null, 9))
                .satisfies(extra -> assertThat(extra.score()).isZero())
                .satisfies(extra -> assertThat(extra.message()).contains("can't read the sources"));
    }

    private List<StepReport> steps(int passed) {
        return kit.steps().stream().map(step -> StepReport.of(step,
                step.number() <= passed ? StepStatus.PASSED : StepStatus.FAILED, "", List.of())).toList();
    }

    private static GradingConfig config(String rules) {
        return new GradingConfig(GradingConfig.DEFAULT.steps(), GradingConfig.DEFAULT.limits(),
                GradingConfig.DEFAULT.training(), FeedbackDetail.FULL, List.of(), Optional.of(new Style(9, 1, rules, false)),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    private ExtraPoints style(TestSubmission student, String rules, int passed) {
        List<StepReport> steps = steps(passed);
        GradingConfig config = config(rules);
        StyleFindings found = new Extras(kit, TestSubmission.bestSandbox(), config).check(
                new Intake(kit).take(student.folder().toString()), steps, null,
                Scratch.createSubfolder(folder, "scratch"));
        Report report = new Report("x", steps, List.of(), null, "", List.of(), SampleReport.ISOLATION);
        return Extras.points(config, report, found).get(0);
    }
}
