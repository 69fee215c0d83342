package org.rnnkit.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.rnnkit.classroom.results.ClassroomReportTest;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.report.Report;

/** Tests of the lines that are printed while a class is graded. */
class ClassroomProgressTest {

    private static final ClassroomResult RIGHT = ClassroomResult.graded("ada", ClassroomReportTest.report(0, "", "", ""));

    private static final ClassroomResult KEPT = ClassroomResult.kept("ada", RIGHT.report());

    private final AtomicLong clock = new AtomicLong();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    private void pass(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** A hundred kept reports in two seconds must not promise that the rest takes as little. */
    @Test
    void keptReportsDoNotDistortTheTimeLeft() {
        ClassroomProgress progress = new ClassroomProgress(110, out, false, clock::get);
        for (int i = 0; i < 100; i++) {
            pass(1);
            if (i == 80) {
                progress.started("ada");
            }
            progress.finished(KEPT);
        }
        pass(11);
        progress.finished(RIGHT);
        pass(1);
        progress.finished(ClassroomResult.refused("dan", "empty"));

        assertThat(lines()).hasSize(102).contains("100/110  ada  25/25  kept",
                "101/110  ada  25/25  2.0 a minute, about 4 min left",
                "102/110  dan  not taken: empty");
        assertThat(progress.summary()).isEqualTo("101 graded (100 kept, 1 new), 1 not taken");
    }

    @Test
    void saysWhyThereIsNoResultOfTheTraining() {
        ClassroomProgress progress = new ClassroomProgress(2, out, false, clock::get);
        progress.finished(ClassroomResult.graded("eve",
                RIGHT.report().withTraining(null, "Training was not finished: stopped.")));
        progress.finished(ClassroomResult.kept("fay", RIGHT.report().withTraining(null, Report.NO_TRAINING)));

        assertThat(lines()).containsExactly("1/2  eve  25/25. Training was not finished: stopped.", "2/2  fay  25/25  kept");
        assertThat(progress.summary())
                .isEqualTo("2 graded (1 kept, 1 new), 1 without a result of the training");
    }

    @Test
    void saysNoTimeAfterTheLast() {
        ClassroomProgress progress = new ClassroomProgress(1, out, false, clock::get);
        pass(5000);
        progress.finished(ClassroomResult.setAside("ada", "disk full"));

        assertThat(lines()).singleElement().asString().startsWith("1/1  ada  set aside. ").doesNotContain("left");
        assertThat(progress.summary()).isEqualTo("0 graded (0 kept, 0 new), 1 set aside");
    }

    @Test
    void theBarLeavesKeptReportsOut() {
        try (ClassroomProgress progress = new ClassroomProgress(3, out, true, clock::get)) {
            progress.finished(KEPT);
            progress.finished(ClassroomResult.refused("dan", "empty"));
            progress.finished(RIGHT);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("1/1", "1 kept, 1 not taken");
    }
}
