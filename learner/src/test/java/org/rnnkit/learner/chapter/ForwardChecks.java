package org.rnnkit.learner.chapter;

import static org.rnnkit.learner.chapter.Numbers.text;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TextSource;
import org.rnnkit.toolkit.Updaters;

/** The computed numbers and claims of the questions in chapters 1 to 6. */
final class ForwardChecks {

    private ForwardChecks() {}

    /** Returns the check of each question by its name. */
    static Map<String, Function<NDManager, Numbers>> all() {
        Map<String, Function<NDManager, Numbers>> checks = new TreeMap<>();
        addChapter1(checks);
        addChapter2(checks);
        addChapter3(checks);
        addChapter4(checks);
        addChapter5(checks);
        addChapter6(checks);
        return checks;
    }

    private static void addChapter1(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("reshapeKeepsTheOrder", m -> {
            int[] all = {5, 6, 7, 8, 9, 4};
            NDArray tokens = m.create(all, new Shape(2, 3));
            int[] wanted = tokens.transpose().get(1).toIntArray();
            return text(0, 5, 6, 7, 1, 8, 9, 4, 3, 2, tokens.transpose().getShape().getShape(), 1).choice(wanted, wanted, 3, 2)
                    .choice(tokens.reshape(3, 2).get(1).toIntArray(), all, 2, all).choice(8, 9, all, 2);
        });
        checks.put("vectorsMustFitTheWeights", m -> {
            int size = 1 + 3;
            NDArray encoded = m.create(new int[][] {{0, 1}, {3, 1}}).transpose().oneHot(size); // does not throw
            return text(28, 512, 28, 0, 1, 3, size).choice(size, 28).choice(size, 0, 1, 3, size, size).choice(size, 28)
                    .claim("it throws later", throwsOne(() -> encoded.get(0).matMul(m.zeros(new Shape(28, 512)))));
        });
        checks.put("productPicksARow", m -> {
            double[][] w = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
            double[][] v = Matrix.oneHot(new int[][] {{2}}, 3)[0];
            return text(new Object[] {w}, 2).choice(Matrix.times(v, w), 0, 0, 1, 2).choice(w[1], 1, 0, 1, 2)
                    .choice(Matrix.times(w, Matrix.transpose(v)), 2).choice(Matrix.map(w[0], x -> 2 * x), 2, 0, 2, 1);
        });
        checks.put("bytesOfAMinibatch", m -> {
            int bytes = DataType.INT32.getNumOfBytes();
            int all = 32 * 35 * bytes;
            return text(32, 35, bytes, all, 28, bytes, 28 * all, 50_000, 50_000 * all)
                    .claim("float32 has as many", DataType.FLOAT32.getNumOfBytes() == bytes);
        });
        checks.put("reshapeAndTransposeAgree", m -> {
            int[][][] all = {{{5, 6, 7}}, {{5}, {6}, {7}}, {{4, 4, 4}, {4, 4, 4}}, {{0, 1}, {1, 2}}};
            return text(all[0].length, all[1][0].length, all[3]).claim("they agree", Arrays.stream(all).map(m::create)
                    .allMatch(tokens -> tokens.reshape(tokens.transpose().getShape()).equals(tokens.transpose())));
        });
    }

    private static void addChapter2(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("largeWeightsFlattenTanh", m -> {
            double value = Math.tanh(2);
            double slope = 1 - value * value;
            double ofSmall = 1 - Math.pow(Math.tanh(2 * 0.01), 2);
            return text(-1, 1, 1, 1, 0.01, 2, 2 * 0.01, 2, value).choice(slope, 1, 1, value, slope, 2 * 0.01, ofSmall)
                    .choice(value, value, 2, 1).choice(1, 1, 0).claim("more than nine tenths", slope < 0.1);
        });
        checks.put("onlyTheRowOfAMissingLetterIsZero", m -> {
            Parameters g = gradients(Parameters.draw(new Draw(1, "letters"), 4, 5), new int[] {0, 1, 2}, 1, 2, 0);
            return text(0).choice().choice().choice()
                    .claim("row 3 of W_xh", IntStream.range(0, 4).allMatch(row -> isZero(g.wXh()[row]) == (row == 3)))
                    .claim("all others", g.rows().stream().skip(4).flatMapToDouble(Arrays::stream).allMatch(x -> x != 0));
        });
        checks.put("zeroWeightsLearnOnlyTheOutputBias", m -> {
            Parameters zeros = Parameters.draw(new Draw("zeros"), 3, 4).zeros();
            int[] tokens = {0, 1, 2, 1};
            int[] labels = {1, 2, 1, 1};
            Minibatch one = new Minibatch(new int[][] {tokens}, new int[][] {labels});
            Parameters trained = Epoch.train(zeros, Collections.nCopies(10, one), true, 1).parameters();
            for (Parameters p : List.of(zeros, trained)) {
                Parameters g = gradients(p, tokens, labels);
                int weights = g.rows().size() - 1;
                text().claim("b_q learns", !isZero(g.bQ()))
                        .claim("nothing else", g.rows().subList(0, weights).stream().allMatch(ForwardChecks::isZero));
            }
            return text(0, 0, 0, 0, 0, 0, 0);
        });
        checks.put("hiddenWeightsGrowFastest", m -> {
            long before = RnnParameters.initialize(m, 28, 512).get(1).size();
            long after = RnnParameters.initialize(m, 28, 1024).get(1).size();
            return text(512, 1024, before, after, Numbers.parameters(m, 512), Numbers.parameters(m, 1024))
                    .claim("four times", after == 4 * before);
        });
    }

    private static void addChapter3(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("stateKnowsTheOrder", m -> {
            int[][] orders = {{1, 2, 3}, {2, 1, 3}};
            Parameters p = Parameters.draw(new Draw(3, "order"), 4, 5);
            double[][] rows = state(p, orders);
            double[][] forgetful = state(new Parameters(p.wXh(), new double[5][5], p.bH(), p.wHq(), p.bQ()), orders);
            return text().choice().choice().choice()
                    .claim("with W_hh", IntStream.range(0, 5).allMatch(unit -> rows[0][unit] != rows[1][unit]))
                    .claim("without", Arrays.equals(forgetful[0], forgetful[1]));
        });
        checks.put("noRowSeesAnother", m -> {
            Parameters p = Parameters.draw(new Draw(3, "rows"), 4, 5);
            double[][] before = state(p, new int[][] {{0, 1, 2}, {3, 1, 0}});
            double[][] after = state(p, new int[][] {{0, 3, 2}, {3, 1, 0}});
            return text(0).choice(0).choice().choice(0, 1).claim("row 1", Arrays.equals(before[1], after[1]))
                    .claim("row 0", IntStream.range(0, 5).allMatch(unit -> before[0][unit] != after[0][unit]));
        });
        checks.put("tableOutgrowsTheNetwork", m -> {
            long network = Numbers.parameters(m, 512);
            return text(28, 28, 2, 28 * 28 * 28, 3, 28 * 28 * 28 * 28, network, 3)
                    .claim("between the two", network > 28 * 28 * 28 && network < 28 * 28 * 28 * 28);
        });
        checks.put("stateOfOneRowGivesTheRightResult", m -> {
            NDList parameters = RnnParameters.initialize(m, 4, 6);
            NDArray inputs = m.create(new Draw(4, "rows").tokens(32, 3, 4)).transpose().oneHot(4);
            Function<Integer, NDArray> logits = rows ->
                    RnnForward.forward(inputs, HiddenState.initialize(m, rows, 6), parameters).logits();
            return text(32).claim("the same logits", logits.apply(1).equals(logits.apply(32)));
        });
    }

    private static void addChapter4(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("guessFromTheOldState", m -> {
            Parameters p = new Parameters(new double[][] {{0.5, 0}, {0, 1}}, new double[][] {{0, 1}, {0, 0}},
                    new double[] {0.1, 0}, new double[][] {{1, 0}, {0, 1}}, new double[] {0, -1});
            double[][] fromNew = logits(p, new int[] {0});
            double[][] old = new double[1][2];
            return text(Rnn.hiddens(Matrix.oneHot(new int[][] {{0}}, 2), old, p).get(1), 0, -1)
                    .choice(Expect.flat(Rnn.logits(List.<double[][]>of(old), p)))
                    .choice(fromNew, fromNew).choice(0, 0)
                    .claim("it depends on the token", !Arrays.equals(fromNew[0], logits(p, new int[] {1})[0]));
        });
        checks.put("rowOfASequence", m -> {
            int[] first = rows(new int[][] {{0, 1, 2}, {3, 2, 1}}, 0);
            int[] second = rows(new int[][] {{0, 1, 2}, {3, 2, 1}}, 1);
            return text(3, 2, 6, 0, 0).choice(first[1], 0, 0, 1, 2, 2, 0, 1).choice(second[2], 5, 1)
                    .choice(second[1], 3, 6, 3, 1, 1).choice(first[2], 2, first[2], second[2], 0, 1);
        });
        checks.put("linearStateGrows", m -> {
            double h = 0;
            double withTanh = 0;
            for (int t = 0; t < 50; t++) {
                h = 1 + h * 1.1;
                withTanh = Math.tanh(1 + withTanh * 1.1);
            }
            return text(1.1, 0, 1, 0, 50).choice(50, 1, 1.1, 1, 49).choice((Math.pow(1.1, 50) - 1) / (1.1 - 1), 1.1, 1, 1.1, 1,
                    1.1 - 1, -1, 1).choice(1, -1, 1).equal(h, (Math.pow(1.1, 50) - 1) / (1.1 - 1))
                    .claim("tanh bounds it", withTanh < 1);
        });
        checks.put("oneProductOrTwo", m -> {
            double[][] x = new Draw("x").matrix(2, 4);
            double[][] h = new Draw("h").matrix(2, 5);
            Parameters p = Parameters.draw(new Draw("p"), 4, 5);
            double[][] two = Matrix.plus(Matrix.times(x, p.wXh()), Matrix.times(h, p.wHh()));
            double[][] weights = Expect.rows(new double[][][] {p.wXh(), p.wHh()});
            double[][] both = IntStream.range(0, 2).mapToObj(row -> DoubleStream.concat(Arrays.stream(x[row]),
                    Arrays.stream(h[row])).toArray()).toArray(double[][]::new);
            return text().equal(Matrix.times(both, weights), two);
        });
        checks.put("reluHasSlopeOne", m -> {
            double h = 0;
            for (int t = 0; t < 100; t++) {
                h = Math.max(0, 1 + h * 1.1);
            }
            return text((Math.max(0, 0.7 + 1e-6) - Math.max(0, 0.7)) / 1e-6).claim("it grows", h > 10_000);
        });
        checks.put("inputsReshapedNotTransposed", m -> {
            int[] all = {1, 2, 3, 4, 5, 6};
            NDArray inputs = m.create(all, new Shape(3, 2)).oneHot(28);
            NDArray read = inputs.reshape(2, 3, 28).get(0).argMax(1);
            NDArray wanted = inputs.transpose(1, 0, 2).get(0).argMax(1);
            return text(3, 2, 28, 2, 3, 28, 0, 1, 2, 1, 3, 4, 2, 5, 6).choice(wanted.toLongArray(), wanted.toLongArray(), all)
                    .choice(1, 2, 3).choice(read.toLongArray(), 2, 1);
        });
    }

    private static void addChapter5(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("twoCallsGiveTheSameLogits", m -> {
            RnnModelScratch net = model(m, 4);
            NDArray all = m.create(new Draw(4, "text").tokens(1, 35, 4));
            RnnOutput begin = net.forward(all.get(":, :20"), net.beginState(m, 1));
            NDArray end = net.forward(all.get(":, 20:"), begin.state()).logits();
            return text(35, 20, 15, 35).choice(20).choice(35).choice()
                    .equal(begin.logits().concat(end), net.forward(all, net.beginState(m, 1)).logits());
        });
        checks.put("smallStateIsSpreadOverAllRows", m -> {
            NDArray inputs = m.ones(new Shape(32, 2));
            NDArray state = m.create(new float[][] {{0.5f, -1}});
            NDArray sum = inputs.add(state); // does not throw
            return text(32, 1).choice().choice().choice(32).claim("all rows", sum.equals(inputs.add(state.repeat(0, 32))));
        });
        checks.put("forwardChangesNothing", m -> {
            RnnModelScratch net = model(m, 4);
            NDList state = net.beginState(m, 1);
            NDArray tokens = m.create(new int[][] {{1, 2, 3}});
            NDArray first = net.forward(tokens, state).logits();
            net.forward(m.create(new int[][] {{3, 3}}), net.beginState(m, 1));
            return text().claim("the same again", net.forward(tokens, state).logits().equals(first));
        });
        checks.put("secondBiasAddsNoPower", m -> {
            Parameters p = Parameters.draw(new Draw(1, "bias"), 4, 5);
            double[][] h = {new Draw(2, "bias").vector(5)};
            double[][] x = {{0, 1, 0, 0}};
            double[] sum = Matrix.plus(new double[][] {p.bH()}, h[0])[0];
            return text(new ConciseRnnModel(m, 4, 6).parameters().size(), RnnParameters.initialize(m, 4, 6).size())
                    .equal(Rnn.sum(x, h, new Parameters(p.wXh(), p.wHh(), sum, p.wHq(), p.bQ())),
                            Matrix.plus(Rnn.sum(x, h, p), h[0]));
        });
        checks.put("newParametersNeverLearn", m -> {
            String story = TextSource.embedded().characters();
            Vocabulary vocabulary = CharacterVocabulary.of(story);
            WrappedModel forgetful = new WrappedModel(model(m, 28)) {
                @Override
                public NDList parameters() {
                    return RnnParameters.initialize(m, 28, 6);
                }
            };
            SequenceDataset dataset = new SequenceDataset(CharacterVocabulary.indices(vocabulary, story.substring(0, 2_000)), 8,
                    20, Sampling.RANDOM, 1);
            return text(vocabulary.size()).claim("it stays there", IntStream.range(0, 3).mapToDouble(epoch -> EpochTraining
                    .trainEpoch(forgetful, dataset.getData(m), Loss.softmaxCrossEntropyLoss(), Updaters.sgd(1), Sampling.RANDOM)
                    .perplexity()).allMatch(perplexity -> Math.abs(perplexity - 28) < 0.1));
        });
    }

    private static void addChapter6(Map<String, Function<NDManager, Numbers>> checks) {
        checks.put("firstWrittenLetter", m -> {
            Vocabulary letters = DefaultVocabulary.builder().optUnknownToken("<unk>")
                    .add(List.of("<unk>", "a", "b", "c", "d", "e", "f")).build();
            Function<String, String> next = prefix -> "`"
                    + Prediction.predict(prefix, 1, new SumModel(), letters, m).substring(prefix.length()) + "`\n";
            return text(1, 6, SumModel.LETTERS).saying("`ae`").choice(1, 1, 1, 2).saying(next.apply("aa"))
                    .choice(5).saying(next.apply("e")).choice(1, 5, 5, 11, 7, 11 % 7).saying(next.apply("aee"))
                    .choice(1, 5, 6).saying(next.apply("ae")).claim("the guess after a", next.apply("a").equals("`a`\n"));
        });
        checks.put("firstRowOfAPrefixAsABatch", m -> {
            RnnModelScratch net = model(m, 28);
            NDArray time = m.create(new long[] {3, 6, 14, 2});
            NDArray right = net.forward(time.reshape(1, 4), net.beginState(m, 1)).logits();
            NDArray wrong = net.forward(time.reshape(4, 1), net.beginState(m, 4)).logits();
            return text(4, 1, 4, 1, 4, right.getShape().getShape()).choice(0).choice(0, 3).choice(3, 3).claim("row 0 is right",
                    IntStream.range(0, 4).allMatch(row -> wrong.get(row).equals(right.get(row)) == (row == 0)));
        });
        checks.put("rowsOfThreePrefixes", m -> {
            int[][] tokens = new Draw(6, "prefixes").tokens(3, 5, 4);
            int[] rows = IntStream.range(0, 3).map(one -> rows(tokens, one)[4]).toArray();
            return text(3, 5, 3, 5, 15, 28, 0).choice(4, 9, 14, 5, 4, 4 % 3, 4 / 3).choice(rows, 4, 4, 3, rows[0])
                    .choice(rows[2], rows[2], 3);
        });
        checks.put("temperatureNearZeroAndFarAbove", m -> {
            double[] logits = {2, 1, 0, -1};
            return text(0, 1, 1.03, 1 / 1.03, 1, 1).claim("one is sure", CrossEntropy.softmax(logits, 0.05)[0] > 0.999)
                    .claim("all are alike", Arrays.stream(CrossEntropy.softmax(logits, 1000))
                            .allMatch(p -> Math.abs(p - 0.25) < 1e-3));
        });
        checks.put("greedyIsNotTheMostLikelyText", m -> text(0.6, 0.4, 0.5, 0.9, 0.6, 0.5, 0.6 * 0.5, 0.4, 0.9, 0.4 * 0.9)
                .claim("a is more likely, and its text is not", 0.6 > 0.4 && 0.6 * 0.5 < 0.4 * 0.9));
    }

    private static RnnModelScratch model(NDManager manager, int vocabSize) {
        return new RnnModelScratch(manager, vocabSize, 6, RnnParameters::initialize, HiddenState::initialize,
                RnnForward::forward);
    }

    private static boolean isZero(double[] row) {
        return Arrays.stream(row).allMatch(value -> Math.abs(value) < 1e-12);
    }

    private static boolean throwsOne(Runnable code) {
        try {
            code.run();
            return false;
        } catch (RuntimeException expected) {
            return true;
        }
    }

    private static double[][] logits(Parameters p, int[] tokens) {
        return Rnn.logits(Matrix.oneHot(new int[][] {tokens}, p.bQ().length), new double[1][p.bH().length], p);
    }

    private static Parameters gradients(Parameters p, int[] tokens, int... labels) {
        return Rnn.gradients(Matrix.oneHot(new int[][] {tokens}, p.bQ().length), new double[1][p.bH().length], p,
                CrossEntropy.gradient(logits(p, tokens), labels));
    }

    /** Returns the states of two sequences after three tokens. */
    private static double[][] state(Parameters p, int[][] tokens) {
        return Rnn.hiddens(Matrix.oneHot(tokens, 4), new double[2][5], p).get(3);
    }

    /** Returns which rows of a minibatch's logits are those of one sequence. */
    private static int[] rows(int[][] tokens, int sequence) {
        Parameters p = Parameters.draw(new Draw(1, "rows"), 4, 5);
        double[][] all = Rnn.logits(Matrix.oneHot(tokens, 4), new double[tokens.length][5], p);
        return Arrays.stream(logits(p, tokens[sequence])).mapToInt(one -> IntStream.range(0, all.length)
                .filter(row -> Math.abs(all[row][0] - one[0]) < 1e-12).findFirst().orElseThrow()).toArray();
    }
}
