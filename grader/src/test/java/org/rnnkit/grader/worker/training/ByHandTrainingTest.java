package org.rnnkit.grader.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.grader.worker.training.ByHandTraining.RowsByHand;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step9training.Training;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updaters;

/** Tests that training by hand has the same results as training with the gradient collector. */
class ByHandTrainingTest {

    /** The largest relative error of one float32 operation. */
    private static final double ROUNDING = Math.pow(2, -24);
    private static final GradientsByHand BACKWARD = Steps.usedBy(GradientsByHand.COMMAND)
            .map(Step::fullName).map(GradientsByHand::of).orElse(null);
    private static final int EPOCHS = 10;
    private static final float LEARNING_RATE = 0.3f;

    private final Draw draw = new Draw("by hand " + Draw.SEED);

    @BeforeAll
    static void theKitHasTheStep() {
        assumeTrue(BACKWARD != null, "the kit has no step for gradients by hand");
    }

    @AfterAll
    static void printTheSeed() {
        System.out.println("ByHandTrainingTest: -Drnnkit.seed=" + Draw.SEED);
    }

    /**
     * A bound on the relative rounding error of a gradient. A gradient is a sum over all tokens. Each term has passed through
     * at most numSteps products with W_hh in the forward pass and as many in the backward pass, and each product sums over
     * numHiddens. A sum of n terms has at most n rounding errors, if no terms cancel. Cancelling terms do not matter, because
     * the error is compared with the norm of the whole gradient. The last 200: for an almost certain guess, 1 - p has the
     * rounding error of p, which is a few hundred times its own.
     */
    private static double tolerance(int batchSize, int numSteps, int numHiddens) {
        return (batchSize * numSteps + 2 * numSteps * (numHiddens + 4) + 200) * ROUNDING;
    }

    @ParameterizedTest(name = "{0} rows, {1} steps, {2} tokens, {3} hidden units")
    @CsvSource({"2, 1, 4, 3", "1, 9, 3, 5", "4, 2, 7, 3", "5, 7, 28, 16", "6, 35, 28, 64", "32, 3, 5, 2"})
    void hasTheGradientsOfTheCollector(int batchSize, int numSteps, int vocabSize, int numHiddens) {
        try (NDManager manager = NDManager.newBaseManager()) {
            LanguageModel net = net(manager, vocabSize, numHiddens);
            Minibatch minibatch = new Minibatch(draw.tokens(batchSize, numSteps, vocabSize),
                    draw.tokens(batchSize, numSteps, vocabSize));
            NDArray state = Draw.array(manager, draw.matrix(batchSize, numHiddens)).tanh();
            double tolerance = tolerance(batchSize, numSteps, numHiddens);
            try (Batch batch = new GivenBatches(manager, List.of(minibatch)).iterator().next()) {
                RowsByHand all = RowsByHand.of(batch, rows(0, batchSize), state, net.parameters(), BACKWARD);

                NDArray labels = batch.getLabels().singletonOrThrow().transpose().flatten();
                RnnOutput output;
                NDArray loss;
                try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    output = net.forward(batch.getData().singletonOrThrow(), new NDList(state));
                    loss = Loss.softmaxCrossEntropyLoss().evaluate(new NDList(labels), new NDList(output.logits()));
                    collector.backward(loss);
                }

                assertThat((double) all.loss().getFloat() / labels.size())
                        .isCloseTo(loss.getFloat(), within(tolerance * loss.getFloat()));
                assertThat(distance(all.state(), output.state().get(0))).isLessThan(tolerance);
                assertClose(all.gradients(), i -> net.parameters().get(i).getGradient(), tolerance);
            }
        }
    }

    @Test
    void addsTheSharesUpToTheWholeMinibatch() {
        try (NDManager manager = NDManager.newBaseManager()) {
            LanguageModel net = net(manager, 6, 8);
            Minibatch minibatch = new Minibatch(draw.tokens(5, 4, 6), draw.tokens(5, 4, 6));
            NDArray state = Draw.array(manager, draw.matrix(5, 8));
            try (Batch batch = new GivenBatches(manager, List.of(minibatch)).iterator().next()) {
                RowsByHand all = RowsByHand.of(batch, rows(0, 5), state, net.parameters(), BACKWARD);
                RowsByHand first = RowsByHand.of(batch, rows(0, 2), state, net.parameters(), BACKWARD);
                RowsByHand rest = RowsByHand.of(batch, rows(2, 5), state, net.parameters(), BACKWARD);

                double whole = all.loss().getFloat();
                assertThat((double) first.loss().getFloat() + rest.loss().getFloat())
                        .isCloseTo(whole, within(tolerance(5, 4, 8) * whole));
                assertThat(distance(first.state().concat(rest.state()), all.state())).isLessThan(tolerance(5, 4, 8));
                assertClose(all.gradients(), i -> first.gradients().get(i).add(rest.gradients().get(i)), tolerance(5, 4, 8));
            }
        }
    }

    /**
     * The tolerance: each update moves the parameters by η times a gradient, whose norm is at most 1 and whose error is at
     * most the tolerance above. The mean loss, which is the logarithm of the perplexity, changes by this error times its
     * slope. The slope is below 2 at these sizes, which gives 2e-3 in all. The measured difference is below 1e-6; with a
     * state that is lost, or kept where it should not be, it is 6e-2.
     */
    @ParameterizedTest
    @EnumSource(Sampling.class)
    void hasTheLearningCurveOfTheNineSteps(Sampling sampling) {
        List<EpochResult> expected;
        List<EpochResult> alone;
        List<EpochResult> spread;
        String text = text();
        try (NDManager manager = NDManager.newBaseManager()) {
            expected = Training.train(net(manager, text), dataset(text, sampling), CharacterVocabulary.of(text),
                    Updaters.sgd(LEARNING_RATE), EPOCHS, manager, (epoch, result) -> { }).epochs();
            alone = train(1, manager, text, sampling);
            spread = train(3, manager, text, sampling);
        }
        int updates = EPOCHS * (text.length() / (4 * 8));
        double tolerance = 2 * updates * LEARNING_RATE * tolerance(4, 8, 16);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (List<EpochResult> byHand : List.of(alone, spread)) {
                assertThat(Math.log(byHand.get(epoch).perplexity())).as("epoch %d, seed %d", epoch + 1, Draw.SEED)
                        .isCloseTo(Math.log(expected.get(epoch).perplexity()), within(tolerance));
                assertThat(byHand.get(epoch).tokens()).isEqualTo(expected.get(epoch).tokens());
            }
        }
    }

    @Test
    void leavesNothingOnTheManagerOfTheParameters() {
        String text = text();
        try (NDManager manager = NDManager.newBaseManager(); ByHandTraining training = new ByHandTraining(2, BACKWARD)) {
            LanguageModel net = net(manager, text);
            SequenceDataset dataset = dataset(text, Sampling.SEQUENTIAL);
            int before = manager.getManagedArrays().size();
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                training.trainEpoch(net, dataset.getData(manager), 1, Sampling.SEQUENTIAL);
                assertThat(manager.getManagedArrays()).hasSize(before);
            }
        }
    }

    @Test
    void worksWithMoreCoresThanRows() {
        try (NDManager manager = NDManager.newBaseManager(); ByHandTraining training = new ByHandTraining(5, BACKWARD)) {
            Minibatch minibatch = new Minibatch(draw.tokens(2, 4, 6), draw.tokens(2, 4, 6));
            GivenBatches batches = new GivenBatches(manager, List.of(minibatch, minibatch));
            assertThat(training.trainEpoch(net(manager, 6, 8), batches, 1, Sampling.SEQUENTIAL).tokens()).isEqualTo(16);
            assertThat(batches.open()).isZero();
        }
    }

    @Test
    void usesOneShareOnAGpuAndOnePerProcessorOnACpu() {
        try (ByHandTraining gpu = ByHandTraining.forDevice(Device.gpu(), BACKWARD);
                ByHandTraining cpu = ByHandTraining.forDevice(Device.cpu(), BACKWARD)) {
            assertThat(gpu.cores()).isEqualTo(1);
            assertThat(cpu.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
        }
    }

    @Test
    void throwsAStepsExceptionUnchanged() {
        try (NDManager manager = NDManager.newBaseManager(); ByHandTraining training = new ByHandTraining(2, BACKWARD)) {
            Minibatch uneven = new Minibatch(draw.tokens(2, 4, 6), draw.tokens(2, 3, 6));
            GivenBatches batches = new GivenBatches(manager, List.of(uneven));
            assertThatThrownBy(() -> training.trainEpoch(net(manager, 6, 8), batches, 1, Sampling.RANDOM))
                    .isInstanceOf(EngineException.class).hasNoCause()
                    .satisfies(thrown -> assertThat(thrown.getStackTrace()).extracting(StackTraceElement::getClassName)
                            .contains(RowsByHand.class.getName()));
            assertThat(batches.open()).isZero();
        }
    }

    private static void assertClose(NDList gradients, IntFunction<NDArray> expected, double tolerance) {
        for (int i = 0; i < gradients.size(); i++) {
            assertThat(distance(gradients.get(i), expected.apply(i))).as("gradient %d, seed %d", i, Draw.SEED)
                    .isLessThan(tolerance);
        }
    }

    private static NDIndex rows(int from, int to) {
        return new NDIndex("{}:{}", from, to);
    }

    private static List<EpochResult> train(int cores, NDManager manager, String text, Sampling sampling) {
        try (ByHandTraining training = new ByHandTraining(cores, BACKWARD)) {
            return training.train(net(manager, text), dataset(text, sampling), CharacterVocabulary.of(text), LEARNING_RATE,
                    EPOCHS, manager, (epoch, result) -> { }).epochs();
        }
    }

    private static SequenceDataset dataset(String text, Sampling sampling) {
        int[] tokens = CharacterVocabulary.indices(CharacterVocabulary.of(text), text);
        return new SequenceDataset(tokens, 4, 8, sampling, Draw.SEED);
    }

    private static String text() {
        return "the time traveller for so it will be convenient to speak of him was ".repeat(4);
    }

    /** Makes a model that has the same parameters each time. */
    private static LanguageModel net(NDManager manager, String text) {
        return new ByHandTrainingTest().net(manager, (int) CharacterVocabulary.of(text).size(), 16);
    }

    /**
     * Makes a model whose state matters for a while but not forever: W_hh has a spectral radius near 0.8. With twice that
     * radius, rounding errors grow tenfold in each epoch, and two orders of summation give different curves.
     */
    private LanguageModel net(NDManager manager, int vocabSize, int numHiddens) {
        double scale = 1.6 / Math.sqrt(numHiddens); // draws are from N(0, 0.5²)
        NDList parameters = new Parameters(draw.matrix(vocabSize, numHiddens), draw.matrix(numHiddens, numHiddens),
                draw.vector(numHiddens), draw.matrix(numHiddens, vocabSize), draw.vector(vocabSize)).arrays(manager);
        for (NDArray parameter : parameters) {
            parameter.muli(scale);
            parameter.setRequiresGradient(true);
        }
        return new RnnModelScratch(manager, vocabSize, numHiddens, (owner, tokens, hiddens) -> parameters,
                HiddenState::initialize, RnnForward::forward);
    }

    /** Returns the norm of the difference, divided by the norm of the expected array. */
    private static double distance(NDArray actual, NDArray expected) {
        assertThat(actual.getShape()).isEqualTo(expected.getShape());
        return Math.sqrt(actual.sub(expected).square().sum().getFloat() / expected.square().sum().getFloat());
    }
}
