package org.rnnkit.step10sampling;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.given.Automaton;
import org.rnnkit.testkit.given.Markov;
import org.rnnkit.testkit.given.SplitState;
import org.rnnkit.testkit.given.WrittenText;
import org.rnnkit.testkit.models.CountingRandom;
import org.rnnkit.testkit.models.LargestRandom;
import org.rnnkit.testkit.models.ManagerWatch;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Frequencies;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.slips.SamplingSlips;
import org.rnnkit.toolkit.LanguageModel;

/** Tests of step 10: warm-up over the prefix, then a character drawn from softmax(logits / T) each time. */
@Tag("step10")
class TemperatureSamplingTest {

    private static final List<String> TOKENS = List.of("<unk>", " ", "e", "t", "a", "i", "n", "m", "r", "v", "l");
    private static final float COLD = 0.01f; // the automaton's best logit is ahead by 0.45: e^-45 for any other
    /** At this temperature the logits are larger, so that the probabilities still differ; at the low one they are smaller. */
    private static final float HOT = 50;
    private static final float NEVER = -1e6f;
    private static final int MANY = 2_000;
    private static final String KEPT = "the temperature of an earlier call is kept in a static field: take it from the "
            + "argument in every call";
    /** Seeds close to each other begin with almost the same number. */
    private static final long SEED = 7;
    private static final long OTHER_SEED = 8_888_888_888L;
    private static final double[] FLAT = {NEVER, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private final Vocabulary vocabulary = vocabulary(TOKENS);
    private final Automaton automaton = new Automaton(TOKENS.size());

    @Test
    @Order(1)
    void returnsThePrefixAndTheRequestedNumberOfCharacters(NDManager manager, Draw draw) {
        check("time", 12, manager, draw);
    }

    @ParameterizedTest(name = "prefix \"{0}\"")
    @ValueSource(strings = {"time", "time traveller", "t", "lllll", " time ", "tiZme", "TIme", "at", " "})
    @Order(2)
    void writesTheMostLikelyCharactersAtALowTemperature(String prefix, NDManager manager, Draw draw) {
        check(prefix, 20, manager, draw);
    }

    @Test
    void returnsOnlyThePrefixForZeroPredictions(NDManager manager, Draw draw) {
        check("time", 0, manager, draw);
    }

    @Test
    void writesASingleCharacter(NDManager manager, Draw draw) {
        check("time t", 1, manager, draw);
    }

    @Test
    void readsTheWholeOfALongPrefix(NDManager manager, Draw draw) {
        check("time traveller ".repeat(10), 3, manager, draw);
    }

    @Test
    void countsAWrittenUnknownAsOneCharacter(NDManager manager, Draw draw) {
        check("time", 40, Automaton.withUnknown(TOKENS.size()), manager, draw); // <unk> is written four times
    }

    private void check(String prefix, int n, NDManager manager, Draw draw) {
        check(prefix, n, automaton, manager, draw);
    }

    private void check(String prefix, int n, Automaton model, NDManager manager, Draw draw) {
        WrittenText.ofDrawn(model, vocabulary).check("sample(\"" + prefix + "\", " + n + ") at temperature " + COLD, prefix, n,
                () -> TemperatureSampling.sample(prefix, n, COLD, model, vocabulary, manager, random(draw)));
    }

    /** Many logits are alike, so that the chance of the largest depends much on how chance is used. */
    private static final double[] LOGITS = {-2, 0, 2, NEVER, 0, 0, 0, 0, 0, 1, -1};

    /** Eleven tokens at five temperatures: a right solution fails with a chance below 1e-10, see Frequencies. */
    @ParameterizedTest(name = "T = {0}")
    @ValueSource(floats = {2, 0.5f, 1, 50, COLD})
    @Order(3)
    void drawsEachCharacterByItsProbability(float temperature, NDManager manager, Draw draw) {
        Vocabulary letters = vocabulary(List.of("<unk>", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
        double scale = temperature == HOT ? 20 : temperature == COLD ? COLD : 1;
        double[] logits = Arrays.stream(LOGITS).map(logit -> logit == NEVER ? logit : scale * logit).toArray();
        String text = TemperatureSampling.sample("a", MANY, temperature, sameRows(logits), letters, manager, random(draw));
        int[] counts = counts(text, letters);
        int drawn = Arrays.stream(counts).sum();
        Expect.that(drawn == MANY, () -> MANY + " characters were asked for, but " + drawn + " are written: numPredictions may "
                + "be any number");
        Map<String, Boolean> slips = SamplingSlips.fits(counts, logits, temperature);
        slips.put(KEPT, Frequencies.fit(counts, CrossEntropy.softmax(logits, COLD)));
        checkCounts(counts, logits, temperature, slips);
    }

    /**
     * 400 tokens are more than a byte counts, and more than 28 or 100. Of 300 draws, each from 399 tokens, about 211 differ,
     * and fewer than 140 with a chance of e^-33 at most: each draw changes their number by 1 (McDiarmid).
     */
    @Test
    void drawsFromALargeVocabulary(NDManager manager, Draw draw) {
        List<String> letters = new ArrayList<>(List.of("<unk>"));
        IntStream.range(0, 399).forEach(i -> letters.add(String.valueOf((char) ('\u4e00' + i))));
        double[] logits = new double[400];
        logits[0] = NEVER;
        String text = TemperatureSampling.sample("\u4e00", 300, 1, sameRows(logits), vocabulary(letters), manager,
                random(draw));
        int largest = text.chars().map(c -> c - '\u4e00' + 1).max().orElseThrow();
        long different = text.chars().distinct().count();
        Expect.result("the tokens drawn of a large vocabulary", different >= 140 && largest > 255, Map.of(
                "28 is written into the code: every token of the vocabulary can be drawn", largest <= 28,
                "a token goes through a byte, which ends at 127", largest > 28 && largest <= 127,
                "a token goes through a number type that ends at 255", largest > 127 && largest <= 255,
                "the random number has only some values, such as 0.00 to 0.99: a number between 0 and 1 is needed, as "
                + "nextDouble gives", largest > 255), () -> "300 characters were drawn from 399 that are equally likely. Only "
                + different + " different ones came, and the largest index is " + largest);
    }

    /** Equal logits are equally likely at every temperature; always the same of ten has a chance of 10^-99. */
    @Test
    void drawsAmongEqualsAtALowTemperature(NDManager manager, Draw draw) {
        String text = TemperatureSampling.sample("e", 100, COLD, sameRows(FLAT), vocabulary, manager, random(draw));
        Expect.that(text.chars().skip(1).distinct().count() > 1, "at temperature 0.01, always the same of ten characters is "
                + "written that are equally likely: draw at every temperature, however low");
    }

    private static void checkCounts(int[] counts, double[] logits, float temperature, Map<String, Boolean> slips) {
        double[] expected = CrossEntropy.softmax(logits, temperature);
        int drawn = Arrays.stream(counts).sum();
        Expect.result("the characters drawn (T = " + temperature + ")", Frequencies.fit(counts, expected), slips, () ->
                drawn + " characters drawn at temperature " + ShortNumber.of(temperature) + " have each token so often:\n    "
                + Arrays.toString(counts) + "\nexpected about\n    " + Arrays.toString(Arrays.stream(expected)
                        .mapToLong(p -> Math.round(p * drawn)).toArray()) + ",\nsince their logits are "
                + Arrays.stream(logits).mapToObj(logit -> logit == NEVER ? "-∞" : ShortNumber.of(logit)).toList());
    }

    private static Markov sameRows(double[] logits) {
        float[] row = new float[logits.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) logits[i];
        }
        float[][] rows = new float[row.length][];
        Arrays.fill(rows, row);
        return new Markov(rows);
    }

    /** Counts the tokens written after a prefix of one character. */
    private static int[] counts(String text, Vocabulary letters) {
        int[] counts = new int[(int) letters.size()];
        Pattern.compile("<unk>|.").matcher(text.substring(1)).results()
                .forEach(token -> counts[(int) letters.getIndex(token.group())]++);
        return counts;
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
        Markov net = new Markov(logits);
        String text = TemperatureSampling.sample("c", 300, 1, net, vocabulary(letters), manager, random(draw));
        int[] steps = new int[n];
        for (int i = 1; i < text.length(); i++) {
            int step = Math.floorMod(text.charAt(i) - text.charAt(i - 1), n);
            String after = text.substring(i - 1, i);
            String next = text.substring(i, i + 1);
            boolean possible = step == 1 || step == 2;
            Expect.result("the character after the last", possible, possible ? Map.of()
                    : Map.of("another character is read than the one written: append the one that was drawn, and read it next",
                            net.read().get(i - 1) != vocabulary(letters).getIndex(after)),
                    () -> "the model gives \"" + next + "\" no chance after \"" + after + "\", but it is written there");
            steps[step]++;
        }
        Expect.difference(steps[1] > 0 && steps[2] > 0, () -> "of two characters that are equally likely always the same is "
                + "taken: one must be drawn");
    }

    @Test
    @Order(5)
    void usesOnlyTheGivenRandom(NDManager manager) {
        String first = flat(manager, new Random(SEED));
        String other = flat(manager, new Random(OTHER_SEED));
        checkFlat(first, other);
        Expect.that(first.equals(flat(manager, new Random(SEED))), "two calls with the same seed write different texts: take "
                + "all chance from the Random given, none from Math.random(), the engine or a Random of your own");
        Expect.that(!first.equals(other), "two calls with different seeds write the same text: take "
                + "the chance from the Random given, and seed it nowhere");
        Random random = new Random(SEED);
        Expect.that(!flat(manager, random).equals(flat(manager, random)), "a second call with the same Random writes the "
                + "same text: seed it nowhere");
        CountingRandom counting = new CountingRandom(SEED);
        flat(manager, counting);
        Expect.that(counting.count() >= 100, () -> "sample wrote 100 characters, but asked the Random given only "
                + counting.count() + " times: take a number from it for each character, and make no Random of your own "
                + "from it");
    }

    /** Where every character is equally likely, the text depends on the random numbers only, and not on the prefix. */
    @Test
    void takesRandomNumbersOnlyForWrittenCharacters(NDManager manager) {
        CountingRandom unused = new CountingRandom(SEED);
        TemperatureSampling.sample("time", 0, 1, sameRows(FLAT), vocabulary, manager, unused);
        Expect.that(unused.count() == 0, () -> "sample wrote no character, but took random numbers: draw only for characters "
                + "that are written, not while the prefix is read");
        String shorter = TemperatureSampling.sample("t", 50, 1, sameRows(FLAT), vocabulary, manager, new Random(SEED));
        String longer = TemperatureSampling.sample("time", 50, 1, sameRows(FLAT), vocabulary, manager, new Random(SEED));
        Expect.that(longer.substring(4).equals(shorter.substring(1)), "with a longer prefix, the same seed gives other "
                + "characters of a model that ignores what it reads: draw only for characters that are written, not while the "
                + "prefix is read");
    }

    /** Tells whether nothing is drawn or one number for the whole text: the second differs from seed to seed. */
    private void checkFlat(String text, String other) {
        int[] counts = counts(text, vocabulary);
        Map<String, Boolean> slips = SamplingSlips.fits(counts, FLAT, 1);
        slips.computeIfPresent(SamplingSlips.DRAWN_ONCE, (words, fits) -> fits && !text.equals(other));
        slips.computeIfPresent(SamplingSlips.MOST_LIKELY, (words, fits) -> fits && text.equals(other));
        checkCounts(counts, FLAT, 1, slips);
    }

    /** Draws 100 of ten equally likely characters. The chance of the same text twice is 10^-100. */
    private String flat(NDManager manager, Random random) {
        return TemperatureSampling.sample("e", 100, 1, sameRows(FLAT), vocabulary, manager, random);
    }

    /** exp(1000 / T) is infinite, even in double; softmax avoids that. */
    @Test
    void worksForLargeLogits(NDManager manager, Draw draw) {
        double[] logits = new double[TOKENS.size()];
        Arrays.fill(logits, 800);
        logits[4] = 1000;
        float temperature = 0.1f;
        String text = TemperatureSampling.sample("e", 20, temperature, sameRows(logits), vocabulary, manager, random(draw));
        int[] counts = counts(text, vocabulary);
        checkCounts(counts, logits, temperature, SamplingSlips.fits(counts, logits, temperature));
    }

    /** Probabilities in float32 often add up to slightly less than this number. */
    @Test
    void worksForTheLargestRandomNumber(NDManager manager, Draw draw) {
        Parameters parameters = Parameters.draw(draw, TOKENS.size(), 9);
        parameters.bQ()[0] = NEVER;
        String text = TemperatureSampling.sample("time", 100, 2, parameters.network(manager), vocabulary, manager,
                new LargestRandom());
        Expect.difference(!text.contains("<unk>"), () -> "sample writes <unk>, which the model gives no chance, if the random "
                + "number is the largest below 1: \"" + text + "\".\nProbabilities may add up to 0.9999999, and then "
                + "the number is behind the last piece: take the last token");
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
        ManagerWatch watch = new ManagerWatch(automaton);
        TemperatureSampling.sample("time", 30, 1, watch, vocabulary, manager, new Random(1));
        Expect.that(manager.isOpen(), "sample closed the manager that it was given");
        Expect.ownership(watch.allAreClosed(manager), () -> "a manager that sample has opened is still open afterwards: open "
                + "it in try (NDManager sub = manager.newSubManager()), which closes it");
        int left = manager.getManagedArrays().size() - before;
        Expect.nothingLeft("sample", left, "the manager given", ": make them on a sub-manager, and close that");
        Expect.ownership(automaton.alive() == 0, () -> automaton.alive() + " of the model's states and logits are still alive "
                + "after sample: a sub-manager or scope was not closed");
    }

    /** Like many models, this one begins with its parameters, so results belong to its manager, the one given. */
    @Test
    void leavesNothingOfAModelWhoseManagerIsGiven(NDManager manager, Draw draw) {
        LanguageModel net = Parameters.draw(draw, TOKENS.size(), 5).network(manager);
        int before = manager.getManagedArrays().size();
        TemperatureSampling.sample("time", 5, 1, net, vocabulary, manager, random(draw));
        int left = manager.getManagedArrays().size() - before;
        Expect.nothingLeft("sample", left, "the manager given, which is the model's, too", ": results that begin with a "
                + "parameter belong to the model's manager, and only an NDScope closes them");
    }

    @Test
    void worksForAStateOfTwoArrays(NDManager manager, Draw draw) {
        LanguageModel net = Parameters.draw(draw, TOKENS.size(), 9).network(manager);
        int seed = draw.integer(1, 1_000_000);
        String expected = TemperatureSampling.sample("time", 60, 1, net, vocabulary, manager, new Random(seed));
        String actual = TemperatureSampling.sample("time", 60, 1, SplitState.handedOnWhole(net), vocabulary, manager,
                new Random(seed));
        Expect.difference(actual.equals(expected), () -> "sample with a model whose state is two arrays gives \"" + actual
                + "\",\nexpected \"" + expected + "\", as with the same model and seed and a state of one array");
    }

    @Test
    void doesNotChangeTheParameters(NDManager manager, Draw draw) {
        LanguageModel net = Parameters.draw(draw, TOKENS.size(), 5).network(manager);
        List<NDArray> parameters = List.copyOf(net.parameters());
        List<double[]> before = Expect.values(net.parameters());
        TemperatureSampling.sample("time", 5, 1, net, vocabulary, manager, random(draw));
        for (int i = 0; i < before.size(); i++) {
            Expect.array("parameter " + i + " of the model", parameters.get(i)).isUnchanged(before.get(i), "sample");
            Expect.that(parameters.get(i).hasGradient(), "sample takes the gradient of a parameter away, so that training "
                    + "can't go on");
        }
    }

    private static Random random(Draw draw) {
        return new Random(draw.integer(1, 1_000_000));
    }

    private static Vocabulary vocabulary(List<String> tokens) {
        return DefaultVocabulary.builder().optUnknownToken("<unk>").add(tokens).build();
    }
}
