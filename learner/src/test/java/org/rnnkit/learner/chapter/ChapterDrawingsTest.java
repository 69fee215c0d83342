package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.step11embedding.EmbeddingForward;
import org.rnnkit.step12backward.RnnBackward;
import org.rnnkit.step13gru.GruForward;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.testkit.oracle.Clipping;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Subsequences;
import org.rnnkit.toolkit.TextSource;

/**
 * Tests of the chapters' drawings, the SVG files beside them. Each says in words (desc) what it shows; these words are also
 * the alternative text of the chapter, and their numbers are computed here.
 */
class ChapterDrawingsTest {

    private static final Path CHAPTERS = Path.of("../exercises/src/main/java/org/rnnkit");
    private static final Pattern STYLE_CLASS = Pattern.compile("\\.([a-z]+\\d?)");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,.]*\\d|\\d");
    /** A size beside its axis's name, such as "vocabSize 28". The products of two sizes have both names. */
    private static final Pattern SIZE = Pattern.compile(
            "(numSteps · batchSize|vocabSize|numHiddens|batchSize|numSteps) (\\d[\\d,]*\\d|\\d)");
    /** The drawings that have numbers of their own in axes and indices, which the words need not repeat. */
    private static final List<String> WITH_SCALES = List.of("backward.svg", "unrolled.svg", "factors.svg", "batches.svg",
            "memorised.svg");
    private static final double WIDTH = 510;

    private static final Hyperparameters TRAINING = Hyperparameters.ofChapter(1, 1);
    private static final int VOCAB = (int) CharacterVocabulary.of(TextSource.embedded().characters()).size();
    private static final int HIDDENS = TRAINING.numHiddens();
    private static final int BATCH = TRAINING.batchSize();
    private static final int STEPS = TRAINING.numSteps();

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(CHAPTERS)) {
            return files.filter(file -> file.toString().endsWith(".svg")).sorted().toList();
        }
    }

    private static Document read(Path file) throws IOException {
        Parser parser = Parser.xmlParser().setTrackErrors(1);
        Document svg = parser.parseInput(Files.readString(file), "");
        assertThat(parser.getErrors()).as(file.toString()).isEmpty();
        return svg;
    }

    private static String words(String name) throws IOException {
        for (Path file : all()) {
            if (file.getFileName().toString().equals(name)) {
                return read(file).select("svg > desc").text();
            }
        }
        throw new AssertionError("There is no drawing " + name);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theWordsAreTheAlternativeTextOfTheChapter(Path file) throws IOException {
        Document svg = read(file);
        String words = svg.select("svg > desc").text();

        assertThat(words).startsWith(svg.select("svg > title").text()).hasSizeGreaterThan(60);
        assertThat(file.resolveSibling("README.md")).content().contains("![" + words + "](" + file.getFileName() + ")");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theWordsHaveTheNumbersOfTheDrawing(Path file) throws IOException {
        Document svg = read(file);
        if (!WITH_SCALES.contains(file.getFileName().toString())) {
            assertThat(numbers(svg.select("desc").text())).containsAll(numbers(svg.select("text").text()));
        }
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(MatchResult::group).toList();
    }

    /** A style class without a rule in both modes would be black on black. */
    @ParameterizedTest
    @MethodSource("all")
    void everyColourIsThereForLightAndDarkPages(Path file) throws IOException {
        Document svg = read(file);
        String style = svg.selectFirst("style").wholeText();
        int dark = style.indexOf("@media (prefers-color-scheme: dark)");
        assertThat(classes(style.substring(0, dark))).containsAll(classes(style.substring(dark)));
        assertThat(classes(style)).containsAll(svg.select("[class]").stream()
                .flatMap(element -> element.classNames().stream()).toList());
        for (String coloured : List.of("vocab", "hiddens", "batch", "steps", "warm", "box", "line", "head", "grid", "paper",
                "piece0", "piece1", "piece2", "piece3", "faint")) {
            assertThat(classes(style.substring(dark))).contains(coloured);
        }
    }

    private static List<String> classes(String style) {
        return STYLE_CLASS.matcher(style).results().map(found -> found.group(1)).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everythingIsOnTheSheet(Path file) throws IOException {
        Element svg = read(file).selectFirst("svg");
        double height = Double.parseDouble(svg.attr("height"));
        for (Element text : svg.select("text:not([transform])")) {
            double x = Double.parseDouble(text.attr("x"));
            double length = text.text().length() * 7.6;
            double left = text.hasClass("start") ? x : text.hasClass("end") ? x - length : x - length / 2;
            assertThat(left).as(text.text()).isGreaterThan(-4);
            assertThat(left + length).as(text.text()).isLessThan(WIDTH + 4);
            assertThat(Double.parseDouble(text.attr("y"))).as(text.text()).isBetween(10.0, height - 4);
        }
        for (Element box : svg.select("rect.box")) {
            assertThat(Double.parseDouble(box.attr("x")) + Double.parseDouble(box.attr("width"))).isBetween(0.0, WIDTH);
            assertThat(Double.parseDouble(box.attr("y")) + Double.parseDouble(box.attr("height"))).isBetween(0.0, height);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void sizesAreThoseOfTheTraining(Path file) throws IOException {
        // The examples of chapters 1 and 11 have small sizes of their own.
        String words = read(file).select("desc").text().replaceFirst("The example: .*", "");
        Map<String, Integer> sizes = Map.of("vocabSize", VOCAB, "numHiddens", HIDDENS, "batchSize", BATCH, "numSteps", STEPS,
                "numSteps · batchSize", STEPS * BATCH);
        assertThat(SIZE.matcher(words).results()).allSatisfy(size -> assertThat(size.group(2)).as(size.group())
                .isEqualTo(String.format(Locale.ROOT, "%,d", sizes.get(size.group(1)))));
    }

    @Test
    @Tag("slow")
    void arraysHaveTheShapesOfTheReference() throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray tokens = manager.zeros(new Shape(BATCH, STEPS), DataType.INT32);
            NDArray inputs = OneHotEncoding.encode(tokens, VOCAB);
            assertShape(1, "tokens", tokens);
            assertShape(1, "encoded", inputs);
            assertShape(5, "inputs", inputs);
            NDList parameters = RnnParameters.initialize(manager, VOCAB, HIDDENS);
            List<String> names = List.of("W_xh", "W_hh", "b_h", "W_hq", "b_q");
            for (int i = 0; i < names.size(); i++) {
                assertShape(2, i + ": " + names.get(i), parameters.get(i));
                assertShape(4, names.get(i), parameters.get(i));
                assertThat(words("shapes7.svg")).contains(names.get(i) + " "
                        + Arrays.toString(parameters.get(i).getShape().getShape()));
            }
            NDList state = HiddenState.initialize(manager, BATCH, HIDDENS);
            assertShape(3, "H: all 0", state.get(0));
            RnnOutput output = RnnForward.forward(inputs, state, parameters);
            assertShape(4, "logits", output.logits());
            assertShape(4, "last H", output.state().get(0));
            assertShape(8, "logits", output.logits());
            NDList gradients = RnnBackward.gradients(inputs, state, parameters, output.logits());
            assertShape(12, "dW_xh", gradients.get(0));
            assertShape(12, "dW_hh", gradients.get(1));
            assertShape(12, "dW_hq", gradients.get(3));
            NDList gates = GruForward.initialize(manager, VOCAB, HIDDENS);
            assertShape(13, "W_xz, W_xr, W_xh", gates.get(0));
            assertShape(13, "W_hz, W_hr, W_hh", gates.get(1));
            assertShape(13, "b_z, b_r, b_h", gates.get(2));
        }
    }

    private static void assertShape(int step, String name, NDArray array) throws IOException {
        // The number of an axis is its size, or the product of two.
        String sizes = Arrays.stream(array.getShape().getShape())
                .mapToObj(size -> String.format(Locale.ROOT, "[^,\\]]* %,d", size)).collect(Collectors.joining(", "));
        assertThat(words("shapes" + step + ".svg")).containsPattern("(^|[ .])" + Pattern.quote(name) + " \\[" + sizes + "\\]");
    }

    @Test
    @Tag("slow")
    void smallNumbersOfChapters1And11AreThoseOfTheReference() throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray tokens = manager.create(new int[][] {{0, 2}, {1, 1}});
            assertThat(OneHotEncoding.encode(tokens, 3).toFloatArray()).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0);
            assertThat(words("shapes1.svg")).contains("t=0 (1 0 0; 0 1 0) t=1 (0 0 1; 0 1 0)");
            NDArray table = manager.create(new float[][] {{0.5f, 0}, {0, 1}, {-1, 2}});
            assertThat(EmbeddingForward.embed(tokens, table).toFloatArray()).containsExactly(0.5f, 0, 0, 1, -1, 2, 0, 1);
            assertThat(words("shapes11.svg")).contains("t=0 (row 0: 0.5 0; row 1: 0 1) t=1 (row 0: −1 2; row 1: 0 1)");
        }
    }

    /** Chapter 6: a model whose state is the sum of the indices read, and whose guess has this index. */
    @Test
    void thePredictionReadsWhatItHasWritten() throws IOException {
        String letters = "?abcdef";
        StringBuilder read = new StringBuilder("ab");
        StringBuilder states = new StringBuilder();
        StringBuilder guesses = new StringBuilder();
        int sum = 0;
        for (int call = 0; call < 3; call++) {
            sum = (sum + letters.indexOf(read.charAt(call))) % letters.length();
            states.append(" H = ").append(sum);
            guesses.append(' ').append(letters.charAt(sum));
            if (call + 1 == read.length()) {
                read.append(letters.charAt(sum));
            }
        }
        assertThat(words("shapes6.svg")).contains("reads: a b c; state:" + states + "; guess:" + guesses);
    }

    @Test
    void minibatchesAreThoseOfTheToolkit() throws IOException {
        int minibatches = new Subsequences(TRAINING.tokens(), BATCH, STEPS, TRAINING.sampling(), 1).nextEpoch().size();
        assertThat(words("shapes9.svg")).contains(String.format(Locale.ROOT, "%,d tokens in %d minibatches", TRAINING.tokens(),
                minibatches));
        assertThat(words("batches.svg")).contains("SEQUENTIAL: " + cut(Sampling.SEQUENTIAL), "RANDOM: " + cut(Sampling.RANDOM));
    }

    /** Cuts 13 tokens with the first seed that begins at the first token, in random sampling not with it. */
    private static String cut(Sampling sampling) {
        List<int[]> cuts = Stream.iterate(1, seed -> seed + 1)
                .map(seed -> new Subsequences(13, 2, 3, sampling, seed).nextEpoch())
                .filter(epoch -> epoch.stream().flatMapToInt(Arrays::stream).min().orElseThrow() == 0
                        && (sampling == Sampling.SEQUENTIAL || epoch.get(0)[0] != 0)).findFirst().orElseThrow();
        return String.format(Locale.ROOT, "minibatch 1 has tokens %d to %d and tokens %d to %d; minibatch 2 has tokens %d "
                + "to %d and tokens %d to %d", cuts.stream().flatMapToInt(Arrays::stream)
                .flatMap(start -> IntStream.of(start, start + 2)).boxed().toArray());
    }

    @Test
    void clippedGradientsKeepTheirDirection() throws IOException {
        for (double[] before : new double[][] {{0.8, 1.5}, {-1.6, 0.5}, {0.1, -0.5}}) {
            double[] after = before.clone();
            double norm = Clipping.clip(List.of(after), 1);
            assertThat(words("clipping.svg")).contains(String.format(Locale.ROOT, norm > 1
                    ? "(%.1f, %.1f) with norm %.2f is outside and becomes (%.2f, %.2f) with norm 1.00"
                    : "(%.1f, %.1f) with norm %.2f is inside and stays", before[0], before[1], norm, after[0], after[1]));
        }
        Path file = all().stream().filter(path -> path.endsWith("clipping.svg")).findFirst().orElseThrow();
        List<Element> lines = read(file).select("line.warm[x1=255], line.hiddens[x1=255]");
        assertThat(angle(lines.get(0))).isCloseTo(angle(lines.get(1)), within(0.01));
    }

    private static double angle(Element line) {
        return Math.atan2(Double.parseDouble(line.attr("y2")) - Double.parseDouble(line.attr("y1")),
                Double.parseDouble(line.attr("x2")) - Double.parseDouble(line.attr("x1")));
    }

    @Test
    void gradientsOfANetworkWithOneUnitAreThoseOfTheOracle() throws IOException {
        assertThat(words("factors.svg")).contains(String.format(Locale.ROOT,
                "After 35 steps it is %,.0f with W_hh = 1.5, %.0f with W_hh = 1.1, %.3f with W_hh = 0.9",
                first(1.5), first(1.1), first(0.9)));
        double[] read = {0.6, 0.6, 0.6};
        double kept = 0;
        for (double x : read) {
            kept = Math.tanh(x + 0.9 * kept);
        }
        double[] second = gradients(read, 0.9, kept);
        double[] both = gradients(new double[] {0.6, 0.6, 0.6, 0.6, 0.6, 0.6}, 0.9, 0);
        String truncated = String.format(Locale.ROOT, "%.3f, %.3f, %.3f", second[0], second[1], second[2]);
        assertThat(String.format(Locale.ROOT, "%.3f, %.3f, %.3f", both[3], both[4], both[5])).isEqualTo(truncated);
        assertThat(words("detached.svg")).contains(String.format(Locale.ROOT, "the last state really changes by %.4f, %.4f, "
                + "%.4f, %s per unit of the six sums before tanh; the truncated backward pass reports 0, 0, 0, %s.", both[0],
                both[1], both[2], truncated, truncated));
    }

    @Test
    void tanhAndItsSlope() throws IOException {
        assertThat(words("tanh.svg")).contains(String.format(Locale.ROOT,
                "at 1 they are %.2f and %.2f; at 3 they are %.2f and %.2f.",
                Math.tanh(1), 1 - Math.pow(Math.tanh(1), 2), Math.tanh(3), 1 - Math.pow(Math.tanh(3), 2)));
    }

    @Test
    void aSaturatedUnitLosesTheGradient() throws IOException {
        double factor = 1.5;
        double state = 0.01;
        for (int t = 0; t < STEPS; t++) {
            state = Math.tanh(factor * state);
        }
        String chapter = Files.readString(CHAPTERS.resolve("step7clipping/README.md")).replaceAll("\\s+", " ");
        assumeThat(chapter).as("another course may say it in other words").contains("the unit is *saturated*");
        assertThat(chapter).contains(String.format(Locale.ROOT,
                "With $`W_{hh} = %.1f`$ and inputs of 0 a small state grows, up to %.3f. There tanh is nearly flat, the unit "
                        + "is *saturated*: its factor is only %.2f, and", factor, state, factor * (1 - state * state)));
    }

    private static double first(double factor) {
        return gradients(new double[STEPS + 1], factor, 0)[0];
    }

    /**
     * Computes how much the last logit changes with the sum inside tanh of each time step. Every step reads a token of its own,
     * so the row of a token in the gradient of W_xh is the gradient of its step.
     */
    private static double[] gradients(double[] read, double kept, double state) {
        double[][][] inputs = new double[read.length][1][read.length];
        double[][] weights = new double[read.length][1];
        double[][] logits = new double[read.length][1];
        for (int t = 0; t < read.length; t++) {
            inputs[t][0][t] = 1;
            weights[t][0] = read[t];
        }
        logits[read.length - 1][0] = 1;
        Parameters network = new Parameters(weights, new double[][] {{kept}}, new double[1], new double[][] {{1}},
                new double[1]);
        double[][] gradients = Rnn.gradients(inputs, new double[][] {{state}}, network, logits).wXh();
        return Arrays.stream(gradients).mapToDouble(row -> row[0]).toArray();
    }

    @Test
    void temperaturesAreThoseOfTheOracle() throws IOException {
        double[] logits = {2, 1, 0, -1};
        for (String temperature : List.of("0.5", "1", "2")) {
            String row = Arrays.stream(CrossEntropy.softmax(logits, Double.parseDouble(temperature)))
                    .mapToObj(p -> String.format(Locale.ROOT, "%.2f", p)).collect(Collectors.joining(" "));
            assertThat(words("shapes10.svg")).contains("T = " + temperature + ": " + row);
        }
        assertThat(CrossEntropy.softmax(logits, 1)[0]).as("u = 0.31 picks e").isGreaterThan(0.31);
    }
}
