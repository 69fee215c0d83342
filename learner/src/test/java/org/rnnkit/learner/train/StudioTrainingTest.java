package org.rnnkit.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.page.TrainingText;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.background.WorkPhase;
import org.rnnkit.learner.background.WorkState;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.toolkit.EpochResult;

/** Tests of the studio's training, with trainers that only report. */
class StudioTrainingTest {

    private static final TrainingOrder ORDER = TrainingOrder.of(Map.of("epochs", "3")::get);
    private static final EpochResult RESULT = new EpochResult(12.5, 1_000, 0.5);

    @TempDir
    private Path home;
    private final CountDownLatch reported = new CountDownLatch(1);
    private TrainingPart training;

    @AfterEach
    void close() {
        training.close();
    }

    private void start(BiFunction<TrainingOrder, Reporter, String> trainer) {
        training = new TrainingPart(KitCopy.create(home).kit(), new StudioEvents(), step -> false, trainer);
        training.start(ORDER);
    }

    private WorkState<TrainingReports, String> end() {
        Waiting.until("the end of the training", () -> !training.state().isActive());
        return training.state();
    }

    private Element phase() {
        return Jsoup.parseBodyFragment(training.phase()).body();
    }

    private Element live() {
        return Jsoup.parseBodyFragment(training.live()).body();
    }

    private static String waitForStop() {
        try {
            new CountDownLatch(1).await();
            return "";
        } catch (InterruptedException e) {
            throw new GraderException("interrupted", e);
        }
    }

    @Test
    void showsEpochsSamplesAndTheFolderOfATrainingThatFinishes() {
        start((order, reporter) -> {
            reporter.note("Your own steps are used.");
            for (int epoch = 1; epoch <= order.settings().epochs(); epoch++) {
                reporter.epochFinished(epoch, new EpochResult(20.0 / epoch, 1_000, 0.5));
                reporter.sampleWritten(epoch, "time traveller " + epoch);
            }
            return "20260101-train";
        });

        WorkState<TrainingReports, String> state = end();
        assertThat(state.phase()).isEqualTo(WorkPhase.FINISHED);
        assertThat(state.result()).isEqualTo("20260101-train");
        assertThat(state.progress().samples()).hasSize(3).startsWith(new TrainingText(1, "time traveller 1"));
        assertThat(phase().text()).contains("has finished");
        assertThat(phase().select("a.main").attr("href")).isEqualTo("yours/20260101-train");
        Element live = live();
        assertThat(live.select("dd").eachText()).containsExactly("3 of 3", "6.67", "2,000");
        assertThat(live.text()).contains("Your own steps are used.");
        Element text = Jsoup.parseBodyFragment(training.text()).body();
        assertThat(text.select(".large").text()).isEqualTo("time traveller 3");
        assertThat(text.select("tbody th").eachText()).as("before, the newest first").containsExactly("2", "1");
        assertThat(live.select("polyline").attr("points").split(" ")).hasSize(3);
        assertThat(live.select("polyline")).as("nothing was measured on text held out").hasSize(1);
        assertThat(live.text()).doesNotContain("memorises");
    }

    @Test
    void drawsThePerplexityOnTheTextHeldOutWhereItWasMeasured() {
        start((order, reporter) -> {
            for (int epoch = 1; epoch <= 3; epoch++) {
                reporter.epochFinished(epoch, new EpochResult(20.0 / epoch, 1_000, 0.5));
                if (epoch != 2) {
                    reporter.heldOutMeasured(epoch, 10 + epoch);
                }
            }
            return "20260101-train";
        });

        assertThat(end().progress().heldOut()).containsExactly(11.0, Double.NaN, 13.0);
        assertThat(live().select("polyline.second").attr("points").split(" ")).hasSize(2);
        assertThat(live().text()).contains("where this line rises, the model memorises");
    }

    @Test
    void showsTheTimeLeftWhileItRuns() {
        start((order, reporter) -> {
            reporter.epochFinished(1, new EpochResult(20, 1_000, 40));
            reported.countDown();
            return waitForStop();
        });
        Waiting.until("the first epoch", () -> reported.getCount() == 0);

        assertThat(live().select("dd").eachText())
                .containsExactly("1 of 3", "20.00", "25", "1 min 20 s");
        assertThat(phase().text()).isEqualTo("The training is running. Stop and keep the model Stop and keep nothing");
        assertThatThrownBy(() -> training.start(ORDER)).isInstanceOf(UsageException.class)
                .hasMessageContaining("A training is running already");
        assertThat(training.state().progress().epochs()).as("still those of the training that runs").hasSize(1);
    }

    @Test
    void saysThatTheUserHasStoppedIt() {
        start((order, reporter) -> {
            reporter.epochFinished(1, RESULT);
            reported.countDown();
            return waitForStop();
        });
        Waiting.until("the first epoch", () -> reported.getCount() == 0);
        training.discard();

        assertThat(end().phase()).isEqualTo(WorkPhase.STOPPED);
        assertThat(phase().text())
                .isEqualTo("You have ended the training in epoch 2 of 3. No model was kept.");
    }

    @Test
    void saysThatTheEpochIsTheLastOneAndKeepsTheModel() {
        start((order, reporter) -> {
            reporter.epochFinished(1, RESULT);
            Waiting.until("the stop", reporter::isLastEpoch);
            assertThat(phase().text())
                    .isEqualTo("The training ends after this epoch, and its model is kept. Stop and keep nothing");
            reporter.epochFinished(2, RESULT);
            return "20260101-train";
        });
        training.stop();

        assertThat(end().phase()).isEqualTo(WorkPhase.FINISHED);
        assertThat(phase().text()).startsWith("The training has finished, after epoch 2 of 3.");
    }

    @Test
    void showsTheReasonOfAFailureAsText() {
        start((order, reporter) -> {
            throw new UsageException("The training failed: <script>x</script> step 4 " + "y".repeat(9_000));
        });
        end();

        Element state = phase();
        assertThat(state.select("script")).isEmpty();
        assertThat(state.select(".problem").text()).startsWith("The training failed: <script>x</script>")
                .hasSizeLessThan(4_100);
    }

    /** The steps can print lines that look like the worker's. */
    @Test
    void limitsWhatForgedLinesCanShow() {
        start((order, reporter) -> {
            reporter.epochFinished(2, RESULT);
            reporter.epochFinished(1, RESULT);
            reporter.epochFinished(1, RESULT);
            reporter.epochFinished(2, new EpochResult(Double.NaN, 1, 0));
            reporter.epochFinished(3, new EpochResult(1e300, -1, Double.NEGATIVE_INFINITY));
            reporter.epochFinished(4, RESULT);
            for (int i = 1; i <= 1_000; i++) {
                reporter.heldOutMeasured(i, 2);
                reporter.sampleWritten(i, "<b>" + "x".repeat(10_000));
                reporter.note("<i>" + "z".repeat(10_000));
            }
            return "<u>";
        });

        WorkState<TrainingReports, String> state = end();
        assertThat(state.progress().epochs()).hasSize(3).startsWith(RESULT);
        assertThat(state.progress().heldOut()).containsExactly(Double.NaN, Double.NaN, 2.0);
        assertThat(state.progress().samples()).hasSizeLessThan(40).allSatisfy(sample -> assertThat(sample.text()).hasSize(200));
        Element live = live();
        assertThat(live.select("b, i, u")).isEmpty();
        assertThat(live.html()).hasSizeLessThan(200_000);
        assertThat(live.select("dd").eachText()).containsExactly("3 of 3", "–", "0");
    }

    @Test
    void startsAgainWithAnEmptyCurve() {
        start((order, reporter) -> {
            if (reported.getCount() == 1) {
                reporter.epochFinished(1, RESULT);
                reported.countDown();
            }
            return "run";
        });
        assertThat(end().progress().epochs()).hasSize(1);
        training.start(ORDER);

        assertThat(end().progress().epochs()).isEmpty();
    }

    @Test
    void doesNotShowTheFolderOfTheTrainingBefore() {
        start((order, reporter) -> {
            if (reported.getCount() == 1) {
                reported.countDown();
                return "20260101-train";
            }
            return waitForStop();
        });
        assertThat(end().newResult()).isEqualTo("20260101-train");
        training.start(ORDER);

        assertThat(training.state().newResult()).isNull();
    }
}
