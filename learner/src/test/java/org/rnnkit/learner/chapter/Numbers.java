package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;

/** Numbers computed by a check, for each part of a question in the order in which its texts name them. */
final class Numbers {

    /** A step or a chapter, which is a name and not a number. */
    private static final Pattern NAME = Pattern.compile(
            "\\b([Ss]tep|[Cc]hapter)s?\\s\\d++((,| to| and)\\s\\d++)?(?![\\d.,]\\d)");

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?(\\d{1,3}(,\\d{3})+|\\d+)(\\.\\d+)?");

    private final List<List<Number>> parts = new ArrayList<>();
    private final List<List<String>> words = new ArrayList<>();

    private Numbers() {}

    /** Begins with the numbers of a question's text, or of an answer to "Going further". Arrays count as their elements. */
    static Numbers text(Object... values) {
        return new Numbers().choice(values);
    }

    /** Adds the numbers of the next choice: in its text, its misconception and its answer. */
    Numbers choice(Object... values) {
        List<Number> part = new ArrayList<>();
        add(part, values);
        parts.add(part);
        words.add(new ArrayList<>());
        return this;
    }

    /** Adds a computed piece of text, such as a letter, that the last part must contain. */
    Numbers saying(String piece) {
        words.get(words.size() - 1).add(piece);
        return this;
    }

    /** Asserts a claim that a question makes in words. */
    Numbers claim(String words, boolean holds) {
        assertThat(holds).as(words).isTrue();
        return this;
    }

    /** Asserts that two ways to compute a number agree. */
    Numbers equal(double one, double other) {
        assertThat(one).isCloseTo(other, within(1e-5 * Math.max(1, Math.abs(other))));
        return this;
    }

    /** Asserts that two ways to compute numbers agree. */
    Numbers equal(double[][] one, double[][] other) {
        assertThat(Expect.flat(one)).containsExactly(Expect.flat(other), within(1e-12));
        return this;
    }

    /** Asserts that two ways to compute an array agree. */
    Numbers equal(NDArray one, NDArray other) {
        assertThat(one.toFloatArray()).containsExactly(other.toFloatArray(), within(1e-6f));
        return this;
    }

    /** Returns the number of parameters of a network with 28 tokens. */
    static long parameters(NDManager manager, int numHiddens) {
        return RnnParameters.initialize(manager, 28, numHiddens).stream().mapToLong(NDArray::size).sum();
    }

    /** Returns the gradient that the engine computes of a function. */
    static double[] gradient(NDManager manager, UnaryOperator<NDArray> function, double... at) {
        return backward(Draw.array(manager, at), function);
    }

    /** Adds factors to an array's gradient, and returns the sum. */
    static double[] backward(NDArray array, double... factors) {
        NDArray constant = Draw.array(array.getManager(), factors);
        return backward(array, w -> w.mul(constant).sum());
    }

    private static double[] backward(NDArray array, UnaryOperator<NDArray> function) {
        array.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(function.apply(array));
        }
        return Expect.values(array.getGradient());
    }

    /** Returns the pieces of text that each part must contain. */
    List<List<String>> words() {
        return words;
    }

    /** Returns the numbers of each part. */
    List<List<Number>> parts() {
        return parts;
    }

    /** Finds all numbers of a text, as they are written. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        Matcher numbers = NUMBER.matcher(NAME.matcher(text).replaceAll(""));
        while (numbers.find()) {
            found.add(numbers.group());
        }
        return found;
    }

    /** Tells whether a text writes a number: a whole number exactly, any other rounded to the digits that are written. */
    static boolean writes(String written, Number number) {
        BigDecimal digits = new BigDecimal(written.replace(",", ""));
        if (number instanceof Integer || number instanceof Long) {
            return digits.scale() == 0 && digits.longValueExact() == number.longValue();
        }
        // Float32 rounding may decide how a last digit of 5 is rounded.
        BigDecimal exact = new BigDecimal(number.doubleValue()).setScale(digits.scale() + 4, RoundingMode.HALF_EVEN);
        return exact.setScale(digits.scale(), RoundingMode.HALF_UP).compareTo(digits) == 0;
    }

    /** Compares the numbers that a text writes with those that were computed for it. */
    static void compare(String text, List<Number> right) {
        List<String> written = in(text);
        assertThat(written).as("the numbers in \"%s\"; computed: %s", text, right).hasSameSizeAs(right);
        for (int n = 0; n < written.size(); n++) {
            assertThat(writes(written.get(n), right.get(n))).as("number %d in \"%s\" is %s and should be %s", n + 1, text,
                    written.get(n), right.get(n)).isTrue();
        }
    }

    private static void add(List<Number> part, Object value) {
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                add(part, Array.get(value, i));
            }
        } else {
            part.add((Number) value);
        }
    }
}
