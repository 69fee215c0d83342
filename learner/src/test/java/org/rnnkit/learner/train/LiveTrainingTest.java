package org.rnnkit.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.page.TrainingPage.WrittenText;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.background.BackgroundTask.Phase;
import org.rnnkit.toolkit.EpochResult;

/** Tests of the studio's training, with trainers that only report. */
class LiveTrainingTest {

    private static final TrainingOrder ORDER = TrainingOrder.of(Map.of("epochs", "3")::get);
    private static final EpochResult RESULT = new EpochResult(12.5, 1_000, 0.5);

    private final AtomicInteger progressed = new AtomicInteger();
    private final AtomicInteger changed = new AtomicInteger();
    private final CountDownLatch reported = new CountDownLatch(1);
    private LiveTraining training;

    @AfterEach
    void close() {
        training.close();
    }

    private void start(ModelTrainer trainer) {
        training = new LiveTraining(trainer, progressed::incrementAndGet, changed::incrementAndGet);
        training.start(ORDER);
    }

    private LiveTraining.State end() {
        Waiting.until("the end of the training", () -> !training.state().status().isActive());
        return training.state();
    }

    private Element shown(String template) {
        return Jsoup.parseBodyFragment(Pages.render(template, TrainingView.of(training.state()))).body();
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
        start((order, progress, notes, wanted) -> {
            notes.accept("Your own steps are used.");
            for (int epoch = 1; epoch <= order.settings().epochs(); epoch++) {
                progress.epochFinished(epoch, new EpochResult(20.0 / epoch, 1_000, 0.5));
                progress.sampleWritten(epoch, "time traveller " + epoch);
            }
            return "20260101-train";
        });

        LiveTraining.State state = end();
        assertThat(state.status().phase()).isEqualTo(Phase.FINISHED);
        assertThat(state.run()).isEqualTo("20260101-train");
        assertThat(state.samples()).hasSize(3).startsWith(new WrittenText(1, "time traveller 1"));
        assertThat(progressed).hasPositiveValue();
        Waiting.until("start and end are announced", () -> changed.get() == 2);
        assertThat(shown("studio/training-state.jte").text()).contains("has finished", "runs/20260101-train");
        Element live = shown("studio/training-live.jte");
        assertThat(live.select("dd").eachText()).containsExactly("3 of 3", "6.67", "2,000");
        assertThat(live.text()).contains("Your own steps are used.");
        assertThat(live.select("tbody th").eachText()).as("the newest first").containsExactly("3", "2", "1");
        assertThat(live.select("polyline").attr("points").split(" ")).hasSize(3);
    }

    @Test
    void showsTheTimeLeftWhileItRuns() {
        start((order, progress, notes, wanted) -> {
            progress.epochFinished(1, new EpochResult(20, 1_000, 40));
            reported.countDown();
            return waitForStop();
        });
        Waiting.until("the first epoch", () -> reported.getCount() == 0);

        assertThat(shown("studio/training-live.jte").select("dd").eachText())
                .containsExactly("1 of 3", "20.00", "25", "1 min 20 s");
        assertThat(shown("studio/training-state.jte").text()).isEqualTo("The training is running. Stop it");
        assertThatThrownBy(() -> training.start(ORDER)).isInstanceOf(UsageException.class)
                .hasMessageContaining("A training is running already");
        assertThat(training.state().epochs()).as("still those of the training that runs").hasSize(1);
    }

    @Test
    void saysThatTheUserHasStoppedIt() {
        start((order, progress, notes, wanted) -> {
            progress.epochFinished(1, RESULT);
            reported.countDown();
            return waitForStop();
        });
        Waiting.until("the first epoch", () -> reported.getCount() == 0);
        training.stop();

        assertThat(end().status().phase()).isEqualTo(Phase.STOPPED);
        assertThat(shown("studio/training-state.jte").text())
                .isEqualTo("You have stopped the training after epoch 1 of 3. No model was kept.");
    }

    @Test
    void showsTheReasonOfAFailureAsText() {
        start((order, progress, notes, wanted) -> {
            throw new UsageException("The training failed: <script>x</script> step 4 " + "y".repeat(9_000));
        });
        end();

        Element state = shown("studio/training-state.jte");
        assertThat(state.select("script")).isEmpty();
        assertThat(state.select(".problem").text()).startsWith("The training failed: <script>x</script>")
                .hasSizeLessThan(4_100);
    }

    /** The steps can print lines that look like the worker's. */
    @Test
    void limitsWhatForgedLinesCanShow() {
        start((order, progress, notes, wanted) -> {
            progress.epochFinished(2, RESULT);
            progress.epochFinished(1, RESULT);
            progress.epochFinished(1, RESULT);
            progress.epochFinished(2, new EpochResult(Double.NaN, 1, 0));
            progress.epochFinished(3, new EpochResult(1e300, -1, Double.NEGATIVE_INFINITY));
            progress.epochFinished(4, RESULT);
            for (int i = 1; i <= 1_000; i++) {
                progress.sampleWritten(i, "<b>" + "x".repeat(10_000));
                notes.accept("<i>" + "z".repeat(10_000));
            }
            return "<u>";
        });

        LiveTraining.State state = end();
        assertThat(state.epochs()).hasSize(3).startsWith(RESULT);
        assertThat(state.samples()).hasSize(40).allSatisfy(sample -> assertThat(sample.text()).hasSize(200));
        Element live = shown("studio/training-live.jte");
        assertThat(live.select("b, i, u")).isEmpty();
        assertThat(live.html()).hasSizeLessThan(200_000);
        assertThat(live.select("dd").eachText()).containsExactly("3 of 3", "–", "0");
    }

    @Test
    void startsAgainWithAnEmptyCurve() {
        start((order, progress, notes, wanted) -> {
            if (reported.getCount() == 1) {
                progress.epochFinished(1, RESULT);
                reported.countDown();
            }
            return "run";
        });
        assertThat(end().epochs()).hasSize(1);
        training.start(ORDER);

        assertThat(end().epochs()).isEmpty();
    }
}
