package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;

/** Tests that every number in the oral questions of docs/misconceptions.md is computed. */
class OralQuestionsTest {

    private static final Path PAGE = Path.of("../docs/misconceptions.md");
    private static final Pattern QUESTIONS = Pattern.compile("(?m)^Ask:\n\n((?:- .*\n)+)");

    @Test
    void everyNumberIsComputed() throws IOException {
        List<List<Numbers>> computed = List.of(encoding(), parameters(), state(), forward(), model(), prediction(), clipping(),
                epoch(), training());
        List<String> lists = QUESTIONS.matcher(Files.readString(PAGE)).results().map(list -> list.group(1)).toList();
        assertThat(lists).hasSameSizeAs(computed);
        for (int step = 1; step <= computed.size(); step++) {
            List<String> questions = lists.get(step - 1).lines().toList();
            List<Numbers> right = computed.get(step - 1);
            assertThat(questions).as("questions of step " + step).hasSameSizeAs(right);
            for (int i = 0; i < right.size(); i++) {
                Numbers.compare(questions.get(i), right.get(i).parts().get(0));
            }
        }
    }

    private static List<Numbers> encoding() {
        try (NDManager manager = NDManager.newBaseManager()) {
            int[] tokens = {3, 1, 0};
            int vocabulary = 28;
            NDArray encoded = OneHotEncoding.encode(manager.create(new int[][] {tokens}), vocabulary);
            long[] shape = encoded.getShape().getShape();
            long[] ones = encoded.argMax(2).flatten().toLongArray();
            NDArray sameOrder = manager.create(new int[][] {{0, 1}, {1, 2}});
            assertThat(sameOrder.transpose()).isEqualTo(sameOrder.reshape(2, 2));
            return List.of(Numbers.text(tokens, vocabulary, shape, ones, shape[1], shape[0], shape[2]),
                    Numbers.text(sameOrder.toIntArray()));
        }
    }

    private static List<Numbers> parameters() {
        try (NDManager manager = NDManager.newBaseManager()) {
            int vocabulary = 28;
            int hiddens = 256;
            long[] sizes = sizes(RnnParameters.initialize(manager, vocabulary, hiddens));
            long chapters = LongStream.of(sizes(RnnParameters.initialize(manager, vocabulary, 2 * hiddens))).sum();
            assertThat(chapters).isEqualTo(291_356);
            NDArray drawn = manager.randomNormal(new Shape(2));
            drawn.setRequiresGradient(true);
            assertThat(drawn.mul(manager.create(0.01f)).hasGradient()).isFalse();
            return List.of(Numbers.text(vocabulary, hiddens, LongStream.of(sizes).sum(), sizes, chapters / 2), Numbers.text(1));
        }
    }

    private static long[] sizes(NDList arrays) {
        return arrays.stream().mapToLong(NDArray::size).toArray();
    }

    private static List<Numbers> state() {
        return List.of(Numbers.text(), Numbers.text());
    }

    private static List<Numbers> forward() {
        try (NDManager manager = NDManager.newBaseManager()) {
            int steps = 3;
            int batch = 2;
            int vocabulary = 28;
            NDList parameters = RnnParameters.initialize(manager, vocabulary, 5);
            NDArray inputs = manager.randomNormal(new Shape(steps, batch, vocabulary));
            NDArray logits = RnnForward.forward(inputs, HiddenState.initialize(manager, batch, 5), parameters).logits();
            NDArray second = RnnForward.forward(inputs.get(":, 1:2"), HiddenState.initialize(manager, 1, 5), parameters)
                    .logits();
            int[] rows = IntStream.range(0, steps * batch).filter(row -> IntStream.range(0, steps)
                    .anyMatch(step -> logits.get(row).sub(second.get(step)).abs().max().getFloat() < 1e-6)).toArray();

            NDArray unit = manager.create((float) (Math.log((1 + 0.9) / (1 - 0.9)) / 2));
            unit.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(unit.tanh());
            }
            float slope = unit.getGradient().getFloat();
            return List.of(Numbers.text(steps, batch, vocabulary, 0, logits.getShape().getShape(), rows, steps, steps + 1,
                    steps + 2), Numbers.text(0.9, 1, 0.9, slope));
        }
    }

    private static List<Numbers> model() {
        try (NDManager manager = NDManager.newBaseManager()) {
            int[] made = {0};
            LanguageModel net = new RnnModelScratch(manager, 3, 4, (owner, vocabulary, hiddens) -> {
                made[0]++;
                return RnnParameters.initialize(owner, vocabulary, hiddens);
            }, HiddenState::initialize, RnnForward::forward);
            int calls = 100;
            for (int call = 0; call < calls; call++) {
                net.parameters();
            }
            return List.of(Numbers.text(calls, made[0], calls), Numbers.text());
        }
    }

    private static List<Numbers> prediction() {
        try (NDManager manager = NDManager.newBaseManager()) {
            int written = 3;
            String prefix = "ab";
            Forgetful net = new Forgetful(new RnnModelScratch(manager, 28, 16, RnnParameters::initialize,
                    HiddenState::initialize, RnnForward::forward));
            List<String> tokens = new ArrayList<>(List.of("<unk>", " "));
            IntStream.rangeClosed('a', 'z').mapToObj(Character::toString).forEach(tokens::add);
            Vocabulary vocabulary = DefaultVocabulary.builder().optUnknownToken("<unk>").add(tokens).build();
            Prediction.predict(prefix, written, net, vocabulary, manager);
            int length = prefix.length() + written;
            int read = net.read;
            String text = Prediction.predict(prefix, 4 * tokens.size(), net, vocabulary, manager).substring(prefix.length())
                    .replace("<unk>", "?");
            assertThat(IntStream.rangeClosed(1, tokens.size()).anyMatch(period ->
                    text.substring(tokens.size() + period).equals(text.substring(tokens.size(), text.length() - period))))
                    .as(text).isTrue();
            return List.of(Numbers.text(written, length, read, written, length), Numbers.text(tokens.size()));
        }
    }

    private static List<Numbers> clipping() {
        float[] gradients = {6, 8};
        Clipped at5 = Clipped.of(gradients, 5);
        return List.of(Numbers.text(gradients, 5, at5.gradients, at5.norm, Math.min(6, 5), Math.min(8, 5), 5),
                Numbers.text());
    }

    private static List<Numbers> epoch() {
        int[] tokens = {100, 50};
        double[] losses = {1, 4};
        int all = tokens[0] + tokens[1];
        double mean = (tokens[0] * losses[0] + tokens[1] * losses[1]) / all;
        return List.of(Numbers.text(tokens[0], losses[0], tokens[1], losses[1], mean, Math.exp(mean), all,
                Math.exp((losses[0] + losses[1]) / 2), (Math.exp(losses[0]) + Math.exp(losses[1])) / 2),
                Numbers.text(35, 35));
    }

    private static List<Numbers> training() {
        int tokens = 10_000;
        int batch = 16;
        int steps = 50;
        List<Long> sizes = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager()) {
            new SequenceDataset(new int[tokens], batch, steps, Sampling.SEQUENTIAL, 1).getData(manager).forEach(minibatch -> {
                sizes.add(minibatch.getData().singletonOrThrow().size());
                minibatch.close();
            });
        }
        assertThat(sizes).containsOnly((long) batch * steps);
        double perplexity = 1.03;
        return List.of(Numbers.text(tokens, batch, steps, sizes.size(), batch * steps, sizes.size() + 1),
                Numbers.text(perplexity, 1 / perplexity));
    }

    /** The gradients of two parameters with one number each, and the norm that clipping returned. */
    private record Clipped(float[] gradients, double norm) {

        static Clipped of(float[] gradients, float theta) {
            try (NDManager manager = NDManager.newBaseManager()) {
                NDList parameters = new NDList(manager.create(new float[1]), manager.create(new float[1]));
                parameters.forEach(parameter -> parameter.setRequiresGradient(true));
                try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    NDArray first = parameters.get(0).mul(manager.create(new float[] {gradients[0]}));
                    NDArray second = parameters.get(1).mul(manager.create(new float[] {gradients[1]}));
                    collector.backward(first.add(second).sum());
                }
                double norm = GradientClipping.clip(parameters, theta);
                return new Clipped(new float[] {parameters.get(0).getGradient().getFloat(),
                        parameters.get(1).getGradient().getFloat()}, norm);
            }
        }
    }

    /** A model that begins again with each call, and counts the tokens that it reads. */
    private static final class Forgetful extends WrappedModel {

        private int read;

        Forgetful(LanguageModel net) {
            super(net);
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            read += (int) tokens.size();
            return super.forward(tokens, beginState(tokens.getManager(), (int) tokens.getShape().get(0)));
        }
    }
}
