package org.rnnkit.learner.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.background.BackgroundWork.Progress;
import org.rnnkit.learner.experiment.ExperimentRun.ExperimentOrder;
import org.rnnkit.learner.experiment.ExperimentRun.ExperimentReports;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.worker.ExperimentWorker.ExperimentOutcome;
import org.rnnkit.learner.worker.ExperimentWorker.ExperimentRequest;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining.Run;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining.Variant;
import org.rnnkit.toolkit.Sampling;

/** Tests of the experiments on the page, with experiments that only report. */
class ExperimentsPartTest {

    private static final ExperimentOrder ORDER = new ExperimentOrder(Experiment.RELU, 2, 1, "ReLU");

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

    private void use(BiFunction<ExperimentOrder, Progress<ExperimentReports>, ExperimentPage> run) {
        part = new ExperimentsPart(copy.kit(), new StudioEvents(), step -> false, run);
    }

    private Element state() {
        return Jsoup.parseBodyFragment(part.state()).body();
    }

    private void awaitState(String phase) {
        Waiting.until("the state " + phase, () -> state().select("[data-phase=" + phase + "]").size() == 1);
    }

    @Test
    void showsCurvesFindingsAndTheExplanationAtTheEnd() {
        List<List<Run>> runs = List.of(List.of(new Run(new double[] {25, 9}, 1)),
                List.of(new Run(new double[] {25, Double.NaN}, 1)));
        use((order, progress) -> ExperimentPage.of(order, "a <text>", 10_000, runs));
        part.start(ORDER);
        awaitState("finished");

        assertThat(state().text()).contains("Your guess was that “ReLU” ends lowest. In these runs, “tanh” did; your "
                + "guess came 2 of 2.");
        assertThat(state().select("polyline")).hasSize(2);
        assertThat(state().select("path.exit.second")).hasSize(1);
        assertThat(state().select("li").eachText()).containsExactly("tanh", "ReLU: left the chart at epoch 2 (✕)");
        assertThat(state().text()).contains(Experiment.RELU.why(), "Text: a <text>.", "Each training has 128 hidden units");
    }

    @Test
    void countsEpochsAndCanBeStopped() {
        CountDownLatch reported = new CountDownLatch(1);
        use((order, progress) -> {
            for (int i = 0; i < 99; i++) {
                progress.update(ExperimentReports::withEpoch);
            }
            reported.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new GraderException("interrupted", e);
            }
            return null;
        });
        part.start(ORDER);
        Waiting.until("some epochs", () -> reported.getCount() == 0);

        assertThat(part.live()).as("no more than there are").contains("4 of 4 epochs");
        assertThatThrownBy(() -> part.start(ORDER)).isInstanceOf(UsageException.class)
                .hasMessageContaining("An experiment is running already");
        part.stop();
        awaitState("stopped");
        assertThat(state().text()).contains("has no result");
    }

    @Test
    void showsAFailureAsText() {
        use((order, progress) -> {
            throw new UsageException("The steps failed: <b>" + "x".repeat(9_000));
        });
        part.start(ORDER);
        awaitState("failed");

        assertThat(state().select("b")).isEmpty();
        assertThat(state().select(".problem").text()).startsWith("The steps failed: <b>").hasSizeLessThan(4_100);
    }

    @Test
    void asksTheSixQuestionsAndSaysTheSizes() {
        use((order, progress) -> null);
        Element page = Jsoup.parseBodyFragment(part.page()).body();

        assertThat(page.select("input[name=experiment]").eachAttr("value")).isEqualTo(Experiment.commandNames());
        assertThat(page.select("input[name=experiment][checked]")).hasSize(1);
        assertThat(page.select("input[name=guess]").eachAttr("value")).as("each training, and no guess").hasSize(5);
        assertThat(page.select("input[name=guess][checked]")).as("the learner decides").isEmpty();
        assertThat(Jsoup.parseBodyFragment(part.sizes(ExperimentOrder.of("relu", null, null, "ReLU")))
                .select("input[name=guess][checked]").eachAttr("value")).containsExactly("ReLU");
        assertThat(page.text()).contains("Each training has 128 hidden units, 10,000 characters, 40 epochs")
                .doesNotContain(Experiment.NO_CLIPPING.why());
        assertThat(part.sizes(ExperimentOrder.of("hidden-sizes", "7", "2", null)))
                .contains("16, 64 or 256", "7 epochs", "2 times");
    }

    @Test
    void rejectsImpossibleOrders() {
        use((order, progress) -> null);

        assertThat(ExperimentOrder.of("relu", null, null, null)).isEqualTo(new ExperimentOrder(Experiment.RELU, 40, 3, null));
        for (List<String> wrong : List.of(List.of("none", "2", "1"), List.of("relu", "1", "1"), List.of("relu", "501", "1"),
                List.of("relu", "x", "1"), List.of("relu", "2", "0"), List.of("relu", "2", "11"))) {
            assertThatThrownBy(() -> ExperimentOrder.of(wrong.get(0), wrong.get(1), wrong.get(2), null)).as(wrong.toString())
                    .isInstanceOf(UsageException.class);
        }
    }

    /** The steps' code could send results of other sizes, which a page can't show. */
    @Test
    void knowsACompleteResult() {
        Run run = new Run(new double[2], 1);
        List<Run> none = new ArrayList<>();
        none.add(null);
        use((order, progress) -> null);
        ExperimentRequest request = new ExperimentRequest(
                List.of(new Variant("", 1, 1, Sampling.RANDOM, null, true)), 1, 2, new int[1], 1);

        assertThat(new ExperimentOutcome(List.of(List.of(run))).answers(request)).isTrue();
        for (List<List<Run>> wrong : List.of(List.<List<Run>>of(), List.of(List.<Run>of()), List.of(none),
                List.of(List.of(run), List.of(run)), List.of(List.of(new Run(null, 1))),
                List.of(List.of(new Run(new double[3], 1))))) {
            assertThat(new ExperimentOutcome(wrong).answers(request)).as(wrong.toString()).isFalse();
        }
        assertThat(new ExperimentOutcome(null).answers(request)).isFalse();
    }
}
