package org.rnnkit.learner.showcase.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.Babble;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.HiddenStates;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.OneHotRows;
import org.rnnkit.learner.showcase.worker.GradientShowcases.ClippedCase;
import org.rnnkit.learner.showcase.worker.GradientShowcases.ClippedGradients;
import org.rnnkit.learner.showcase.worker.GradientShowcases.GradientPair;
import org.rnnkit.learner.showcase.worker.GradientShowcases.GradientPairs;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ModelPart;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ModelParts;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ParameterStatistics;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.WeightStatistics;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.EmbeddingRows;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.Sample;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortRun;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortTrainings;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.TemperatureTexts;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.TrainingLog;
import org.rnnkit.learner.worker.StepsWorker.StepsProblem;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.RnnOutput;

/** Tests of what the showcases compute, with the reference's steps. */
class ShowcasesTest {

    private static final int VOCAB = 28;
    private static final double MOMENT = 0.2;

    private NDManager manager;
    private final List<Object> progress = new ArrayList<>();

    @BeforeEach
    void open() {
        Engine.getInstance().setRandomSeed(1);
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aNameBecomesARowForEachCharacterWithTheOneAtItsToken() {
        OneHotRows rows = ForwardShowcases.oneHotRows("aé z", manager);
        assertThat(rows.tokens()).hasSize(VOCAB).startsWith("<unk>", " ", "e");
        assertThat(rows.characters()).containsExactly("a", "é", " ", "z");
        assertThat(rows.known()).containsExactly(true, false, true, true);
        int[] ones = {rows.tokens().indexOf("a"), 0, 1, rows.tokens().indexOf("z")};
        for (int i = 0; i < ones.length; i++) {
            float[] expected = new float[VOCAB];
            expected[ones[i]] = 1;
            assertThat(rows.rows()[i]).containsExactly(expected);
        }
    }

    @Test
    void eachWeightIsCountedOnceAndBiasesAreZeros() {
        WeightStatistics weights = ParameterShowcases.weights(64, manager);
        long size = 2 * VOCAB * 64 + 64 * 64;
        assertThat(Arrays.stream(weights.counts()).sum() + weights.outside()).isEqualTo(size);
        // Six standard errors of a mean and of a standard deviation; the seed is fixed.
        assertThat(weights.mean()).isCloseTo(0, within(6 * 0.01 / Math.sqrt(size)));
        assertThat(weights.deviation()).isCloseTo(0.01, within(6 * 0.01 / Math.sqrt(2.0 * size)));
        assertThat(weights.parts()).extracting(ParameterStatistics::name).containsExactly("W_xh", "W_hh", "b_h", "W_hq", "b_q");
        assertThat(weights.parts()).extracting(ParameterStatistics::zeros).containsExactly(0L, 0L, 64L, 0L, 28L);
        long middle = weights.counts()[19] + weights.counts()[20];
        assertThat(middle / (double) size).as("P(|x| < 0.002)").isCloseTo(0.1585, within(0.03));
    }

    @Test
    void theFirstStateHasARowForEachTextAndOnlyZeros() {
        float[][] rows = ForwardShowcases.firstState(3, manager).rows();
        assertThat(rows).hasNumberOfRows(3);
        for (float[] row : rows) {
            assertThat(row).containsExactly(new float[ForwardShowcases.NUM_HIDDENS]);
        }
    }

    @Test
    void theStatesOfASentenceAreThoseOfTheOracle() {
        String text = "the hat";
        HiddenStates shown = ForwardShowcases.hiddenStates(text, manager);
        Engine.getInstance().setRandomSeed(1);
        Parameters parameters = parameters(RnnParameters.initialize(manager, VOCAB, ForwardShowcases.NUM_HIDDENS));
        int[][] tokens = {Story.characters(text).stream().mapToInt(c -> (int) Story.VOCABULARY.getIndex(c)).toArray()};
        List<double[][]> expected = Rnn.hiddens(Rnn.TANH, Matrix.oneHot(tokens, VOCAB),
                new double[1][ForwardShowcases.NUM_HIDDENS], parameters);
        for (int t = 0; t < text.length(); t++) {
            for (int unit = 0; unit < ForwardShowcases.NUM_HIDDENS; unit++) {
                assertThat(shown.states()[t][unit]).isCloseTo((float) expected.get(t + 1)[0][unit], within(1e-6f));
            }
        }
    }

    private static Parameters parameters(NDList arrays) {
        return new Parameters(rows(arrays.get(0)), rows(arrays.get(1)), rows(arrays.get(2).reshape(1, -1))[0],
                rows(arrays.get(3)), rows(arrays.get(4).reshape(1, -1))[0]);
    }

    private static double[][] rows(NDArray array) {
        int columns = (int) array.getShape().get(1);
        float[] values = array.toFloatArray();
        double[][] rows = new double[values.length / columns][columns];
        for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
        }
        return rows;
    }

    @Test
    void theModelOfTheChapterHas80156Parameters() {
        ModelParts parts = ParameterShowcases.model(256, manager);
        assertThat(parts.parts()).extracting(ModelPart::count).containsExactly(7168L, 65536L, 256L, 7168L, 28L);
        assertThat(parts.parts().stream().mapToLong(ModelPart::count).sum()).isEqualTo(80_156);
    }

    @Test
    void anUntrainedNetworkWritesItsMostLikelyCharacterAndIsNearlyUnsure() {
        Babble babble = ForwardShowcases.babble("time", manager);
        assertThat(babble.text()).startsWith("time").hasSizeGreaterThanOrEqualTo("time".length() + ForwardShowcases.LENGTH);
        assertThat(Arrays.stream(babble.probabilities()).sum()).isCloseTo(1, within(1e-9));
        double most = Arrays.stream(babble.probabilities()).max().orElseThrow();
        String first = babble.tokens().stream()
                .filter(token -> babble.text().substring("time".length()).startsWith(token)).findFirst().orElseThrow();
        assertThat(babble.probabilities()[babble.tokens().indexOf(first)]).isEqualTo(most).isLessThan(0.06);
    }

    @Test
    void gradientsAboveThetaAreClippedToItAndOthersStay() {
        ClippedGradients gradients = GradientShowcases.clippedGradients(1.5, manager);
        assertThat(gradients.numValues()).isEqualTo(2 * VOCAB * 64 + 64 * 64 + 64 + VOCAB);
        assertThat(gradients.cases()).extracting(each -> Math.round(each.before() * 100)).containsExactly(25L, 50L, 100L, 200L,
                400L, 800L);
        for (ClippedCase each : gradients.cases()) {
            assertThat(each.after()).isCloseTo(Math.min(1.5, each.before()), within(1e-5));
            assertThat(each.returned()).isCloseTo(each.before(), within(1e-4));
            assertThat(each.cosine()).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void theCosineTellsDirectionsApart() {
        assertThat(GradientShowcases.cosine(new float[] {1, 2}, new float[] {3, 6})).isCloseTo(1, within(1e-12));
        assertThat(GradientShowcases.cosine(new float[] {1, 0}, new float[] {0, 5})).isZero();
        assertThat(GradientShowcases.cosine(new float[] {1, 0}, new float[] {-2, 0})).isEqualTo(-1);
    }

    @Test
    void thePerplexityFallsAndEachEpochIsReported() {
        ShortRun run = TrainingShowcases.epochs(MOMENT, manager, progress::add).runs().get(0);
        assertThat(run.perplexities()[0]).isBetween(15.0, 29.0);
        assertThat(progress).hasSize(run.perplexities().length);
        assertThat(run.seconds()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void epochsContinueOneTraining() {
        double[] falling = TrainingShowcases.train("RNN", Story.network(manager, 16), 3, 60, manager, run -> { })
                .perplexities();
        assertThat(falling).hasSize(3).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void samplesAreWrittenBeforeTheFirstEpochAndAfterSome() {
        ShortRun run = TrainingShowcases.training(MOMENT, manager, progress::add).runs().get(0);
        assertThat(run.samples()).extracting(Sample::epoch).startsWith(0, 1);
        assertThat(run.samples()).extracting(Sample::text).allSatisfy(text -> assertThat(text).startsWith("time traveller"));
        assertThat(progress).hasSize(run.perplexities().length);
    }

    @Test
    void eachTemperatureHasTextsAfterThePrefix() {
        TemperatureTexts texts = TemperatureSamplingShowcase.show("the t", MOMENT, manager, progress::add);
        assertThat(texts.texts()).hasSize(texts.temperatures().length).allSatisfy(some -> assertThat(some).hasSize(3)
                .allSatisfy(text -> assertThat(text).startsWith("the t")));
        assertThat(texts.trained().runs().get(0).perplexities()).isNotEmpty();
        double[] cold = texts.probabilities()[0];
        double[] hot = texts.probabilities()[9];
        assertThat(Arrays.stream(cold).sum()).isCloseTo(1, within(1e-9));
        assertThat(Arrays.stream(cold).max().orElseThrow()).isGreaterThan(Arrays.stream(hot).max().orElseThrow());
    }

    /** A part of a training can't be stopped, so its number of epochs must fit into the rest of the time. */
    @Test
    void aSlowMachineTrainsFewerEpochs() throws InterruptedException {
        TrainingLog log = new TrainingLog("RNN");
        assertThat(log.epochsWithin(60)).as("before the first epoch").isEqualTo(1);
        Thread.sleep(100);
        log.add(new EpochResult(9, 100, 0.1));
        assertThat(log.epochsWithin(10 * log.seconds())).isBetween(1L, 9L);
        assertThat(log.epochsWithin(0)).isEqualTo(1);
    }

    @Test
    void trainingMovesTheRowsOfFrequentTokens() {
        EmbeddingRows rows = EmbeddingForwardShowcase.show(MOMENT, manager, progress::add);
        Engine.getInstance().setRandomSeed(1);
        float[] before = manager.randomNormal(0, 0.1f, new Shape(VOCAB, EmbeddingForwardShowcase.EMBED_SIZE),
                ai.djl.ndarray.types.DataType.FLOAT32).toFloatArray();
        assertThat(rows.rows()[1]).isNotEqualTo(Arrays.copyOfRange(before, 16, 32));
        assertThat(rows.rows()[0]).as("<unk> never comes").containsExactly(Arrays.copyOf(before, 16));
    }

    @Test
    void gradientsByHandAreThoseOfTheGradientCollector() {
        GradientPairs pairs = RnnBackwardShowcase.show(manager);
        assertThat(pairs.parts()).extracting(part -> part.byHand().length).containsExactly(224, 64, 8, 224, 28);
        for (GradientPair part : pairs.parts()) {
            assertThat(part.byHand()).containsExactly(part.automatic(), org.assertj.core.data.Offset.offset(1e-7f));
            assertThat(part.byHand()).isNotEqualTo(new float[part.byHand().length]);
        }
    }

    @Test
    void aGruIsTrainedAfterTheRnn() {
        List<ShortRun> runs = GruForwardShowcase.show(MOMENT, manager, progress::add).runs();
        assertThat(runs).extracting(ShortRun::label).containsExactly("RNN", "GRU");
        assertThat(runs).allSatisfy(run -> assertThat(run.perplexities()[0]).isBetween(15.0, 29.0));
        ShortTrainings last = (ShortTrainings) progress.get(progress.size() - 1);
        assertThat(last.runs()).hasSize(2);
    }

    @Test
    void aResultOfAWrongShapeTypeOrSizeIsASentence() {
        assertThatThrownBy(() -> ResultChecks.floats(manager.zeros(new Shape(2, 3)), "The state", 3, 2))
                .isInstanceOf(StepsProblem.class).hasMessage("The state has the shape (2, 3), but should have (3, 2).");
        assertThatThrownBy(() -> ResultChecks.floats(manager.create(new int[] {1}), "The state", 1))
                .hasMessage("The state has the type int32, but should have float32.");
        assertThatThrownBy(() -> ResultChecks.floats(null, "The state", 1)).hasMessage("The state is null.");
        assertThatThrownBy(() -> ResultChecks.list(new NDList(), "The new state", 1))
                .hasMessage("The new state has 0 arrays, but should have 1.");
        assertThatThrownBy(() -> ResultChecks.text("x".repeat(401), "The text"))
                .hasMessage("The text has 401 characters, but should have at most 400.");
        assertThatThrownBy(() -> ResultChecks.output((RnnOutput) null)).hasMessage("The result of the forward pass is null.");
    }
}
