package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.given.Automaton;
import org.rnnkit.testkit.given.GivenRnn;
import org.rnnkit.testkit.given.Markov;
import org.rnnkit.testkit.given.Misreadings;
import org.rnnkit.testkit.given.TwoPartState;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Frequencies;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.LanguageModel;

/** Tests of step 10: warm-up over the prefix, then a character drawn from softmax(logits / T) each time. */
@Tag("step10")
class TemperatureSamplingTest {

    private static final List<String> TOKENS = List.of("<unk>", " ", "e", "t", "a", "i", "n", "m", "r", "v", "l");
    private static final float COLD = 0.01f; // the automaton's best logit is ahead by 0.5: e^-50 for any other
    private static final float NEVER = -1e6f;
    private static final int MANY = 2_000;

    private final Vocabulary vocabulary = vocabulary(TOKENS);
    private final Automaton automaton = new Automaton(TOKENS.size());

    @Test
    @Order(1)
    void returnsThePrefixAndTheRequestedNumberOfCharacters(NDManager manager) {
        String text = TemperatureSampling.sample("time", 12, 1, automaton, vocabulary, manager, new Random(1));
        Expect.that(text != null, "sample returned null");
        Expect.that(text.startsWith("time"), "the result must begin with the prefix \"time\", but is \"" + text + "\"");
        Expect.that(text.replace("<unk>", "?").length() == 16, "after the prefix \"time\" there must be 12 characters: \""
                + text + "\"");
    }

    @ParameterizedTest(name = "prefix \"{0}\"")
    @ValueSource(strings = {"time", "time traveller", "t", "lllll", " time ", "tiZme"})
    @Order(2)
    void writesTheMostLikelyCharactersAtALowTemperature(String prefix, NDManager manager, Draw draw) {
        check(prefix, 20, manager, draw);
    }

    @Test
    void returnsOnlyThePrefixForZeroPredictions(NDManager manager, Draw draw) {
        check("time", 0, manager, draw);
    }

    private void check(String prefix, int n, NDManager manager, Draw draw) {
        String actual = TemperatureSampling.sample(prefix, n, COLD, automaton, vocabulary, manager, random(draw));
        Expect.text("sample(\"" + prefix + "\", " + n + ") at temperature " + COLD, actual,
                automaton.text(prefix, n, vocabulary), new Misreadings(automaton, vocabulary).slips(prefix, n));
    }

    /** The logits of the six tokens, in no order. */
    private static final double[] LOGITS = {NEVER, 0, 2, -3, 1, -1};

    /** Six tokens at four temperatures: a right solution fails with a chance below 1e-10, see Frequencies. */
    @ParameterizedTest(name = "T = {0}")
    @ValueSource(floats = {2, 0.5f, 1, 50})
    @Order(3)
    void drawsEachCharacterByItsProbability(float temperature, NDManager manager, Draw draw) {
        float[] row = new float[LOGITS.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) LOGITS[i];
        }
        float[][] rows = new float[row.length][];
        Arrays.fill(rows, row);
        Vocabulary letters = vocabulary(List.of("<unk>", "a", "b", "c", "d", "e"));
        String text = TemperatureSampling.sample("a", MANY, temperature, new Markov(rows), letters, manager, random(draw));
        int[] counts = new int[row.length];
        text.replace("<unk>", "?").substring(1).chars().forEach(c -> counts[(int) letters.getIndex(Character.toString(c))]++);
        double[] expected = softmax(LOGITS, temperature);
        Expect.result("the characters drawn", Frequencies.fit(counts, expected), slips(counts, temperature),
                () -> String.format(Locale.ROOT,
                "of %d characters drawn at temperature %s\n    %s are each of the tokens, expected about\n    %s", MANY,
                temperature, Arrays.toString(counts),
                Arrays.stream(expected).mapToObj(p -> String.valueOf(Math.round(p * MANY))).collect(Collectors.joining(", ",
                        "[", "]"))));
    }

    private static Map<String, Boolean> slips(int[] counts, float t) {
        double[] uniform = new double[LOGITS.length];
        Arrays.fill(uniform, 1.0 / uniform.length);
        double[] likely = new double[LOGITS.length];
        likely[2] = 1;
        Map<String, double[]> known = new LinkedHashMap<>();
        known.put("the most likely character is taken, and nothing is drawn", likely);
        known.put("the temperature is left out, or divided out again: divide the logits by it, then take softmax",
                softmax(LOGITS, 1));
        known.put("probabilities are divided by the temperature: divide the logits, then take softmax once",
                divided(softmax(LOGITS, 1), t));
        known.put("the logits are multiplied by the temperature; divide them", softmax(LOGITS, 1 / t));
        known.put("the temperature is applied after softmax: divide the logits, then take softmax once",
                softmax(softmax(LOGITS, 1), t));
        known.put("softmax is taken twice", softmax(softmax(LOGITS, t), 1));
        known.put("every token is equally likely, whatever its logit", uniform);
        return known.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                slip -> Frequencies.fit(counts, slip.getValue())));
    }

    /** Returns the shares if these numbers, which do not add up to 1, are used as probabilities; the last one gets the rest. */
    private static double[] divided(double[] probabilities, double temperature) {
        double[] shares = new double[probabilities.length];
        double rest = 1;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.min(rest, probabilities[i] / temperature);
            rest -= shares[i];
        }
        shares[shares.length - 1] += rest;
        return shares;
    }

    private static double[] softmax(double[] logits, double temperature) {
        return CrossEntropy.softmax(Arrays.stream(logits).map(logit -> logit / temperature).toArray());
    }

    /** After each letter, one of the next two comes, with equal chance; always the same has a chance of 2^-299. */
    @Test
    @Order(4)
    void readsTheCharacterThatItDrew(NDManager manager, Draw draw) {
        List<String> letters = List.of("<unk>", "a", "b", "c", "d", "e", "f", "g");
        int n = letters.size() - 1;
        float[][] logits = new float[letters.size()][letters.size()];
        for (int i = 0; i < logits.length; i++) {
            Arrays.fill(logits[i], NEVER);
            logits[i][i % n + 1] = 0;
            logits[i][(i + 1) % n + 1] = 0;
        }
        String text = TemperatureSampling.sample("c", 300, 1, new Markov(logits), vocabulary(letters), manager, random(draw));
        int[] steps = new int[n];
        for (int i = 1; i < text.length(); i++) {
            steps[Math.floorMod(text.charAt(i) - text.charAt(i - 1), n)]++;
        }
        Expect.that(steps[1] + steps[2] == 300, "there are characters that the model gives no chance after the one before "
                + "them: the character that was drawn must be the one that is appended and the one that is read next");
        Expect.that(steps[1] > 0 && steps[2] > 0, "of two characters that are equally likely always the same is taken: "
                + "one must be drawn");
    }

    @Test
    @Order(5)
    void usesOnlyTheGivenRandom(NDManager manager) {
        String first = flat(manager, new Random(7));
        Expect.that(first.equals(flat(manager, new Random(7))), "two calls with the same seed write different texts: take "
                + "all chance from the Random given, none from Math.random(), the engine or a Random of your own");
        Expect.that(!first.equals(flat(manager, new Random(8))), "two calls with different seeds write the same text: take "
                + "the chance from the Random given, and seed it nowhere");
        Random random = new Random(7);
        Expect.that(!flat(manager, random).equals(flat(manager, random)), "a second call with the same Random writes the "
                + "same text: seed it nowhere");
    }

    /** Draws 100 of ten equally likely characters. The chance of the same text twice is 10^-100. */
    private String flat(NDManager manager, Random random) {
        float[][] rows = new float[TOKENS.size()][TOKENS.size()];
        for (float[] row : rows) {
            row[0] = NEVER;
        }
        return TemperatureSampling.sample("e", 100, 1, new Markov(rows), vocabulary, manager, random);
    }

    /** exp(1000 / T) is infinite, even in double; softmax avoids that. */
    @Test
    void worksForLargeLogits(NDManager manager, Draw draw) {
        float[][] rows = new float[TOKENS.size()][TOKENS.size()];
        for (float[] row : rows) {
            Arrays.fill(row, 800);
            row[4] = 1000;
        }
        String text = TemperatureSampling.sample("e", 20, 0.1f, new Markov(rows), vocabulary, manager, random(draw));
        String expected = "e" + "a".repeat(20);
        Expect.that(text.equals(expected), "sample with logits of 1000 and 800 gives \"" + text + "\", expected \"" + expected
                + "\".\nexp is taken of numbers so large that it is infinite: array.softmax does not, and by hand subtract the "
                + "largest logit first");
    }

    /** About every second distribution has float probabilities that add up to less than 1. Here are 50 of them. */
    @Test
    void findsATokenForTheLargestRandomNumber(NDManager manager, Draw draw) {
        LanguageModel net = new GivenRnn(manager, Parameters.draw(draw, TOKENS.size(), 9));
        TemperatureSampling.sample("e", 100, 1, net, vocabulary, manager, random(draw)); // an error here has another cause
        try {
            TemperatureSampling.sample("e", 100, 1, net, vocabulary, manager, new LargeRandom());
        } catch (RuntimeException thrown) {
            Expect.that(false, "when random.nextDouble() gives the largest number below 1, sample throws "
                    + thrown.getClass().getSimpleName() + ": " + thrown.getMessage() + ".\nIt must draw a token. The sum of "
                    + "float probabilities may be 0.9999999, so the number can lie behind the last\npiece of the line: then "
                    + "take the last token");
        }
    }

    /** A Random that gives the two largest numbers, then two ordinary ones, and so on. */
    private static final class LargeRandom extends Random {

        private static final long serialVersionUID = 1;

        private int count;

        LargeRandom() {
            super(1);
        }

        @Override
        protected int next(int bits) {
            int ordinary = super.next(bits);
            return count++ % 4 < 2 ? -1 >>> (Integer.SIZE - bits) : ordinary; // nextDouble calls this twice
        }
    }

    @Test
    void rejectsAnEmptyPrefix(NDManager manager) throws Throwable {
        Expect.illegalArgument("sample with an empty prefix",
                () -> TemperatureSampling.sample("", 5, 1, automaton, vocabulary, manager, new Random(1)));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN})
    void rejectsATemperatureThatIsNotAbove0(float temperature, NDManager manager) throws Throwable {
        Expect.illegalArgument("sample at temperature " + temperature,
                () -> TemperatureSampling.sample("t", 5, temperature, automaton, vocabulary, manager, new Random(1)));
    }

    @Test
    void leavesNoArrayOnTheManagerAndKeepsItOpen(NDManager manager) {
        int before = manager.getManagedArrays().size();
        TemperatureSampling.sample("time", 30, 1, automaton, vocabulary, manager, new Random(1));
        Expect.that(manager.isOpen(), "sample closed the manager that it was given");
        int left = manager.getManagedArrays().size() - before;
        Expect.nothingLeft("sample", left, "the manager given", ": make them on a sub-manager, and close that");
        Expect.ownership(automaton.alive() == 0, () -> automaton.alive() + " of the model's states and logits are still alive "
                + "after sample: a sub-manager or scope was not closed");
    }

    @Test
    void worksForAStateOfTwoArrays(NDManager manager, Draw draw) {
        LanguageModel net = new GivenRnn(manager, Parameters.draw(draw, TOKENS.size(), 9));
        int seed = draw.integer(1, 1_000_000);
        String expected = TemperatureSampling.sample("time", 60, 1, net, vocabulary, manager, new Random(seed));
        String actual = TemperatureSampling.sample("time", 60, 1, new TwoPartState(net), vocabulary, manager,
                new Random(seed));
        Expect.that(actual.equals(expected), () -> "sample with a model whose state is two arrays gives \"" + actual
                + "\",\nexpected \"" + expected + "\".\nOnly one of the state's arrays is kept: hand the whole list on");
    }

    private static Random random(Draw draw) {
        return new Random(draw.integer(1, 1_000_000));
    }

    private static Vocabulary vocabulary(List<String> tokens) {
        return DefaultVocabulary.builder().optUnknownToken("<unk>").add(tokens).build();
    }
}
