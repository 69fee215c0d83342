package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.LanguageModel;

/** The computed numbers and claims of chapter 6's questions. */
final class Step6Checks {

    private static final int VOCAB_SIZE = 28;

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

    static Numbers firstRowOfAPrefixAsABatch(NDManager manager) {
        int length = "time".length();
        RnnModelScratch net = new RnnModelScratch(manager, VOCAB_SIZE, 16, RnnParameters::initialize,
                HiddenState::initialize, RnnForward::forward);
        long[] prefix = {3, 6, 14, 2};
        NDArray right = net.forward(manager.create(new long[][] {prefix}), net.beginState(manager, 1)).logits();
        NDArray wrong = net.forward(manager.create(prefix, new Shape(length, 1)), net.beginState(manager, length)).logits();
        assertThat(wrong.getShape()).isEqualTo(right.getShape());
        for (int row = 0; row < length; row++) {
            assertThat(wrong.get(row).equals(right.get(row))).as("row %d", row).isEqualTo(row == 0);
        }
        int last = length - 1;
        return Numbers.text(length, 1, length, 1, length, right.getShape().getShape())
                .choice(0)
                .choice(0, last)
                .choice(last, last);
    }

    static Numbers rowsOfThreePrefixes() {
        int texts = 3;
        int length = 5;
        Parameters p = Parameters.draw(new Draw(5, "prefixes"), 6, 5);
        int[][] tokens = new Draw(6, "prefixes").tokens(texts, length, 6);
        double[][] logits = Rnn.logits(Matrix.oneHot(tokens, 6), new double[texts][5], p);
        int[] rows = IntStream.range(0, texts).map(text -> {
            double[] last = Rnn.logits(Matrix.oneHot(new int[][] {tokens[text]}, 6), new double[1][5], p)[length - 1];
            return IntStream.range(0, logits.length).filter(row -> Math.abs(logits[row][0] - last[0]) < 1e-12).findFirst()
                    .orElseThrow();
        }).toArray();
        int[] textByText = {length - 1, 2 * length - 1, 3 * length - 1};
        int row = textByText[0];
        return Numbers.text(texts, length, texts, length, logits.length, VOCAB_SIZE, 0)
                .choice(textByText, length, row, row % texts, row / texts)
                .choice(rows, length - 1, length - 1, texts, rows[0])
                .choice(rows[2], rows[2], texts);
    }

    static Numbers temperatureNearZeroAndFarAbove() {
        double[] logits = {2, 1, 0, -1};
        assertThat(CrossEntropy.softmax(logits, 0.05)[0]).isGreaterThan(0.999);
        assertThat(CrossEntropy.softmax(logits, 1000)).containsOnly(new double[] {0.25}, within(1e-3));
        double perplexity = 1.03;
        return Numbers.text(0, 1, perplexity, 1 / perplexity, 1, 1);
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

    private static String code(String letter) {
        return "`" + letter + "`\n";
    }

    private static Vocabulary vocabulary(String... letters) {
        return DefaultVocabulary.builder().optUnknownToken("<unk>").add(List.of("<unk>")).add(List.of(letters)).build();
    }
}
