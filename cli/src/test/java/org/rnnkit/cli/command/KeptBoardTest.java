package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the board that {@code list} keeps. */
class KeptBoardTest {

    private static final Step STEP = Steps.all().get(0);

    @TempDir
    private Path home;

    @Test
    void isShownAgainWhileNothingHasChanged() throws IOException {
        board().write("the board", List.of(report(StepStatus.FAILED, List.of(test()))));
        assertThat(board().read()).contains("the board");
    }

    @Test
    void isOutdatedWithAnotherBuildOtherSettingsOrAChangedSource() throws IOException {
        board().write("the board", List.of());
        assertThat(board(80, "def").read()).as("another build of the kit").isEmpty();
        assertThat(board(100, "abc").read()).as("other settings").isEmpty();
        Files.writeString(source(), "class Other { }");
        assertThat(board().read()).as("a changed source").isEmpty();
    }

    @Test
    void isNotKeptIfTheTestsOfAStepWereStopped() throws IOException {
        board().write("the board", List.of(report(StepStatus.FAILED, List.of())));
        assertThat(board().read()).isEmpty();
    }

    @Test
    void isNotKeptWhereNothingCanBeWritten() throws IOException {
        Files.writeString(home.resolve(".rnnkit"), "a file in the place of the folder");
        board().write("the board", List.of());
        assertThat(board().read()).isEqualTo(Optional.empty());
    }

    private KeptBoard board() throws IOException {
        return board(80, "abc");
    }

    private KeptBoard board(int width, String hash) throws IOException {
        if (Files.notExists(source())) {
            Files.createDirectories(source().getParent());
            Files.writeString(source(), "class OneHotEncoding { }");
        }
        Kit kit = new Kit(new Layout(home), Steps.all(), List.of(), Optional.empty(),
                new BuiltKit(Optional.of(home.resolve(hash)), new Layout(home), home, home, List.of()));
        return new KeptBoard(kit, new Intake(kit).take(Layout.EXERCISES), List.of(width));
    }

    private Path source() {
        return new Layout(home).exercise(STEP);
    }

    private static StepReport report(StepStatus status, List<TestReport> tests) {
        return StepReport.of(STEP, status, "a message", tests);
    }

    private static TestReport test() {
        return new TestReport("a test", TestStatus.FAILED, "a message", 0);
    }
}
