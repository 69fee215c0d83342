package org.rnnkit.learner.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.testkit.given.Markov;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** The computed numbers and claims of chapter 6's questions. */
final class Step6Checks {

    private static final int VOCAB_SIZE = 28;
    private static final int NUM_HIDDENS = 512;
    private static final double DEVIATION = 0.01;

    private Step6Checks() {}

    static Numbers firstWrittenLetter(NDManager manager) {
        Vocabulary vocabulary = vocabulary("a", "b", "c", "d", "e", "f");
        LanguageModel net = new SumModel();
        int a = (int) vocabulary.getIndex("a");
        int e = (int) vocabulary.getIndex("e");
        String written = Prediction.predict("ae", 1, net, vocabulary, manager).substring(2);
        String lastOnly = Prediction.predict("e", 1, net, vocabulary, manager).substring(1);
        String guessRead = Prediction.predict("aa", 1, net, vocabulary, manager).substring(2);
        String readTwice = Prediction.predict("aee", 1, net, vocabulary, manager).substring(3);
        assertThat(Prediction.predict("a", 1, net, vocabulary, manager)).as("the guess after a").isEqualTo("aa");
        return Numbers.text(a, (int) vocabulary.getIndex("f"), SumModel.LETTERS).saying("`ae`")
                .choice(a, a, a, a + a).saying(code(guessRead))
                .choice(e).saying(code(lastOnly))
                .choice(a, e, e, a + e + e, SumModel.LETTERS, (a + e + e) % SumModel.LETTERS).saying(code(readTwice))
                .choice(a, e, a + e).saying(code(written));
    }

    static Numbers onlyTheLastRowCounts(NDManager manager) {
        int length = "time".length();
        RnnModelScratch net = new RnnModelScratch(manager, VOCAB_SIZE, 16, RnnParameters::initialize,
                HiddenState::initialize, RnnForward::forward);
        int[] prefix = {3, 6, 14, 2};
        NDArray all = net.forward(manager.create(new int[][] {prefix}), net.beginState(manager, 1)).logits();
        NDList state = net.beginState(manager, 1);
        float[] single = {};
        for (int token : prefix) {
            RnnOutput output = net.forward(manager.create(new int[][] {{token}}), state);
            state = output.state();
            single = output.logits().toFloatArray();
        }
        int row = length - 1;
        assertThat(all.get(row).toFloatArray()).containsExactly(single, within(1e-6f));
        assertThat(all.get(0).toFloatArray()).isNotEqualTo(all.get(row).toFloatArray());
        long[] shape = all.getShape().getShape();
        return Numbers.text(1, length, VOCAB_SIZE, shape)
                .choice(row, row, length, length)
                .choice(0, 0)
                .choice();
    }

    static Numbers greedyNeverTakesTheSecond(NDManager manager) {
        double first = 0.6;
        double second = 0.4;
        int times = 100;
        float unlikely = -20;
        Vocabulary vocabulary = vocabulary("e", " ", "r");
        float[] toE = {unlikely, 5, unlikely, unlikely};
        Markov net = new Markov(new float[][] {toE,
            {unlikely, unlikely, (float) Math.log(first), (float) Math.log(second)}, toE, toE});
        String text = Prediction.predict("e", 2 * times, net, vocabulary, manager);
        assertThat(text.chars().filter(c -> c == 'e').count()).isGreaterThanOrEqualTo(times);
        assertThat(text).doesNotContain("r");
        return Numbers.text(first, second, times)
                .choice((int) Math.round(times * second), first, second)
                .choice(first, second, times)
                .choice(first, second, times);
    }

    static Numbers temperatureNearZeroAndFarAbove() {
        double[] logits = {2, 1, 0, -1};
        assertThat(CrossEntropy.softmax(logits, 0.05)[0]).isGreaterThan(0.999);
        assertThat(CrossEntropy.softmax(logits, 1000)).containsOnly(new double[] {0.25}, within(1e-3));
        double perplexity = 1.04;
        return Numbers.text(0, 1, perplexity, 1 / perplexity, 1, 1);
    }

    static Numbers statesAreFinite() {
        int bits = NUM_HIDDENS * Float.SIZE;
        return Numbers.text(NUM_HIDDENS, Float.SIZE, bits, 2, bits);
    }

    static Numbers greedyIsNotTheMostLikelyText() {
        double a = 0.6;
        double b = 0.4;
        double afterA = 0.5;
        double afterB = 0.9;
        assertThat(a).isGreaterThan(b);
        assertThat(b * afterB).isGreaterThan(a * afterA);
        return Numbers.text(a, b, afterA, afterB, a, afterA, a * afterA, b, afterB, b * afterB);
    }

    /** The difference of two states after each character, in a new network of the chapter's size. */
    static Numbers startIsForgotten(NDManager manager) {
        double factor = 2 * DEVIATION * Math.sqrt(NUM_HIDDENS);
        NDList parameters = RnnParameters.initialize(manager, VOCAB_SIZE, NUM_HIDDENS);
        NDArray input = manager.zeros(new Shape(1, 1)).toType(DataType.INT64, false).oneHot(VOCAB_SIZE);
        NDArray first = manager.zeros(new Shape(1, NUM_HIDDENS));
        NDArray second = manager.randomUniform(-0.9f, 0.9f, new Shape(1, NUM_HIDDENS));
        double before = first.sub(second).norm().getFloat();
        for (int t = 0; t < 10; t++) {
            first = RnnForward.forward(input, new NDList(first), parameters).state().get(0);
            second = RnnForward.forward(input, new NDList(second), parameters).state().get(0);
            double after = first.sub(second).norm().getFloat();
            assertThat(after).isLessThan(before * (factor + 0.01));
            before = after;
        }
        return Numbers.text(factor, 2, DEVIATION, NUM_HIDDENS);
    }

    private static String code(String letter) {
        return "`" + letter + "`\n";
    }

    private static Vocabulary vocabulary(String... letters) {
        return DefaultVocabulary.builder().optUnknownToken("<unk>").add(List.of("<unk>")).add(List.of(letters)).build();
    }
}
