package org.rnnkit.learner.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.train.Reporter;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunFolders;
import org.rnnkit.toolkit.EpochResult;

/** Tests of the experiments on the page, with trainings that only report. */
class ExperimentsPartTest {

    private static final Experiment TWO = Experiment.RANDOM_VS_SEQUENTIAL;

    @TempDir
    private Path home;
    private KitCopy copy;
    private ExperimentsPart part;

    @BeforeEach
    void copyKit() {
        copy = KitCopy.create(home);
    }

    @AfterEach
    void close() {
        part.close();
    }

    private void use(BiFunction<ExperimentTraining, Reporter, String> trainer) {
        part = new ExperimentsPart(copy.kit(), new StudioEvents(), step -> false, trainer);
    }

    private Element state() {
        return Jsoup.parseBodyFragment(part.state()).body();
    }

    private void awaitState(String phase) {
        Waiting.until("the state " + phase, () -> state().select("[data-phase=" + phase + "]").size() == 1);
    }

    @Test
    void showsTheTrainingsBesideEachOtherAndTheExplanationAtTheEnd() {
        use((training, reporter) -> {
            RunFolders.write(RunFolder.parent(copy.kit()).resolve(training.name()), "a <text>", "s", 25.0,
                    training.name().equals("random") ? Double.NaN : 9.0);
            return training.name();
        });
        part.start(TWO);
        awaitState("finished");

        assertThat(state().select("polyline")).hasSize(2);
        assertThat(state().select("path.exit.second")).hasSize(1);
        assertThat(state().select(".legend-list a").eachAttr("href")).containsExactly("yours/sequential", "yours/random");
        assertThat(state().select(".legend-list").text()).contains("left the chart at epoch 2 (✕)");
        assertThat(state().text()).contains(TWO.question(), TWO.why());
    }

    @Test
    void drawsTheCurvesWhileItRunsAndCanBeStopped() {
        CountDownLatch reported = new CountDownLatch(1);
        use((training, reporter) -> {
            for (int epoch = 1; epoch <= 99; epoch++) {
                reporter.epochFinished(epoch, new EpochResult(20, 1_000, 1));
            }
            if (training.name().equals("random")) {
                reported.countDown();
                waitForStop();
            }
            return training.name();
        });
        part.start(TWO);
        Waiting.until("the second training", () -> reported.getCount() == 0);

        Element live = Jsoup.parseBodyFragment(part.live()).body();
        assertThat(live.text()).contains("Training 2 of 2: random");
        assertThat(live.select("progress").attr("value")).as("no more than there are").isEqualTo("80");
        assertThat(live.select("polyline")).hasSize(2);
        assertThatThrownBy(() -> part.start(TWO)).isInstanceOf(UsageException.class)
                .hasMessageContaining("An experiment is running already");
        part.stop();
        awaitState("stopped");
        assertThat(state().text()).contains("on the page Training");
    }

    private static void waitForStop() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new GraderException("interrupted", e);
        }
    }

    @Test
    void showsAFailureAsText() {
        use((training, reporter) -> {
            throw new UsageException("The steps failed: <b>" + "x".repeat(9_000));
        });
        part.start(TWO);
        awaitState("failed");

        assertThat(state().select("b")).isEmpty();
        assertThat(state().select(".problem").text()).startsWith("The steps failed: <b>").hasSizeLessThan(4_100);
    }

    @Test
    void asksTheQuestionsWithoutTheirAnswers() {
        use((training, reporter) -> "");
        Element page = Jsoup.parseBodyFragment(part.page()).body();

        assertThat(page.select("h2").eachText())
                .isEqualTo(List.of(Experiment.values()).stream().map(Experiment::question).toList());
        assertThat(page.select("button").eachAttr("hx-post")).isEqualTo(Experiment.commandNames().stream()
                .map(name -> "experiments/start/" + name).toList());
        assertThat(page.text()).contains("So the reference's steps are used", "16 units, 64 units, 256 units")
                .doesNotContain(TWO.why());
    }

    /** A chart has four lines, and their legend tells them apart by the names of the folders. */
    @Test
    void everyExperimentFitsAChart() {
        use((training, reporter) -> "");
        assertThat(Experiment.values()).allSatisfy(experiment -> assertThat(experiment.trainings())
                .hasSizeBetween(2, Chart.CLASSES.size()).doesNotHaveDuplicates()
                .extracting(ExperimentTraining::settings).doesNotHaveDuplicates());
    }
}
