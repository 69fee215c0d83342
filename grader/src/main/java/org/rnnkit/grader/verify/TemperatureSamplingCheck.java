package org.rnnkit.grader.verify;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Frequencies;
import org.rnnkit.testkit.oracle.Parameters;

/**
 * The independent check of step 10. In half of the questions the temperature is so low that the most likely character must
 * be drawn. In the other half the network ignores what it reads, so that all draws have the same probabilities, and the
 * frequencies of the characters are compared with them. Then come bad arguments, and texts that depend on the Random only; in
 * one of them {@code <unk>} may be drawn, and one has a long prefix. For one text, all random numbers are the largest below 1,
 * and for another one all are 0.
 * The last question has a large vocabulary whose tokens are all equally likely, and counts the random numbers.
 */
final class TemperatureSamplingCheck extends TextChecks {

    private static final double NEVER = -1_000;
    /** The bias of a token that is drawn once in a million times, at temperature 2. */
    private static final double RARE = -25;
    /** At this temperature a character whose logit is 1e-3 below the largest one has a probability of e^-50. */
    private static final double COLD = 2e-5;
    /** A high temperature; the logits are larger there, so that the probabilities still differ. */
    private static final double HOT = 50;
    private static final int MANY = 1_000;
    private static final int CHOICES = 50;
    private static final List<Double> BAD_TEMPERATURES = List.of(0.0, -1.0, Double.NaN);
    /** The number of questions with a network; a hash of the tokens is asked after them. */
    private static final int NETWORKS = 4;
    private static final int ALIKE = 3;
    private static final int LONG_PREFIX = 8;
    private static final int UNKNOWN_DRAWN = 9;
    private static final int LARGEST = 10;
    private static final int LARGE = 11;
    private static final int REPEATED = 15;
    /** More tokens than a byte counts. */
    private static final String LETTERS = IntStream.range(0, 299).mapToObj(i -> Character.toString('\u4e00' + i))
            .collect(Collectors.joining());
    private static final int DRAWN = 400;
    /** The least number of different tokens among 400 of 299; right draws have about 220, and fewer than 130 with e^-40. */
    private static final int DIFFERENT = 130;
    private static final int MAX_SEED = 1_000_000;

    @Override
    public int questions() {
        return 12;
    }

    @Override
    public ProbePayload question(Draw draw, int number) {
        ProbePayload question = new ProbePayload().with("text", TEXT).with("seed", draw.integer(1, MAX_SEED));
        if (number == LARGE) {
            Parameters p = Parameters.draw(draw, LETTERS.length() + 1, 2);
            p.bQ()[0] = NEVER;
            Arrays.fill(p.bQ(), 1, p.bQ().length, 0);
            question.with("text", LETTERS).with("prefix", LETTERS.substring(0, 1)).with("temperature", 2)
                    .with("numPredictions", DRAWN).with("longer prefix", LETTERS.substring(7, 12));
            return RnnQuestions.ask(question, RnnQuestions.steep(p, 0));
        }
        if (number >= NETWORKS && number != LARGEST) {
            return ofHash(question, draw, number);
        }
        boolean cold = number % 2 == 0;
        Parameters p = RnnQuestions.steep(Parameters.draw(draw, TEXT.length() + 1, draw.integer(15, 30)), cold ? 1 : 0);
        p.bQ()[0] = number == LARGEST ? RARE : NEVER;
        if (number == LARGEST) {
            return RnnQuestions.ask(question.with("prefix", characters(draw)).with("temperature", 2).with("largest", 1)
                    .with("numPredictions", CHOICES), p);
        }
        if (!cold) {
            Arrays.setAll(p.bQ(), i -> 2 * HOT * p.bQ()[i]);
        }
        if (number == ALIKE) { // noise of another kind shows where many logits are alike
            Arrays.fill(p.bQ(), 1, p.bQ().length, 0);
            p.bQ()[draw.integer(1, TEXT.length())] = 1;
        }
        double warm = number == ALIKE ? 0.5 : HOT;
        return RnnQuestions.ask(question.with("prefix", characters(draw)).with("temperature", cold ? COLD : warm)
                .with("numPredictions", cold ? draw.integer(10, 60) : MANY), p);
    }

    /** Asks for texts of a model with two choices, or for the rejection of a bad argument. */
    private static ProbePayload ofHash(ProbePayload question, Draw draw, int number) {
        question.with("choices", 2).with("least", number == UNKNOWN_DRAWN ? 0 : 1).with("numPredictions", CHOICES);
        if (number == NETWORKS) {
            return question.with("prefix", "").with("temperature", 1).with(Probe.BAD_ARGUMENT, "an empty prefix");
        }
        String prefix = number == UNKNOWN_DRAWN ? " " : " " + characters(draw) + UNKNOWN + " ";
        question.with("prefix", number == LONG_PREFIX ? prefix.repeat(REPEATED) : prefix);
        if (number >= LONG_PREFIX) {
            return question.with("temperature", number == LONG_PREFIX ? COLD : 1);
        }
        double bad = BAD_TEMPERATURES.get(number - NETWORKS - 1);
        return question.with("temperature", bad).with(Probe.BAD_ARGUMENT, "temperature " + bad);
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        String text = answer.text("text");
        String prefix = question.text("prefix");
        int length = question.integer("numPredictions");
        if (isOfHash(question)) {
            compareChoices(question, answer);
            return;
        }
        if (question.text("longer prefix") != null) {
            compareLarge(question, answer);
            return;
        }
        double temperature = question.number("temperature");
        if (temperature == COLD) {
            RnnQuestions.compareText("the text", text, RnnQuestions.of(question), VOCABULARY, prefix, length);
            return;
        }
        if (question.hasNumber("largest")) {
            AnswerAssert.that(!isUnknownDrawn(text) || !isUnknownDrawn(answer.text("text of the smallest numbers")),
                    "a rare token, <unk>, is drawn both for the largest random numbers and for the smallest");
            return;
        }
        AnswerAssert.that(text != null && text.startsWith(prefix) && text.length() == prefix.length() + length,
                "the text is not the prefix and " + length + " characters more");
        int[] counts = new int[TEXT.length() + 1];
        text.substring(prefix.length()).chars().forEach(c -> counts[(int) VOCABULARY.getIndex(Character.toString(c))]++);
        double[] logits = RnnQuestions.of(question).bQ();
        AnswerAssert.that(Frequencies.fit(counts, CrossEntropy.softmax(logits, temperature)),
                "the characters drawn at temperature " + temperature + " do not come as often as softmax(logits / T) says");
    }

    /** Without k, no prefix has it. */
    private static boolean isUnknownDrawn(String text) {
        return text == null || text.contains("<unk>");
    }

    private static void compareLarge(ProbePayload question, ProbePayload answer) {
        String text = answer.text("text");
        String longer = answer.text("text after a longer prefix");
        AnswerAssert.that(text != null && text.length() == DRAWN + 1 && text.chars().distinct().count() >= DIFFERENT,
                "the text has too few different characters of a large vocabulary");
        AnswerAssert.that(longer != null && longer.equals(question.text("longer prefix") + text.substring(1)),
                "with a longer prefix, the same seed gives other characters of a model that ignores what it reads");
        AnswerAssert.that(text.startsWith(question.text("prefix")), "the text does not begin with the prefix");
    }

    /** Each of the texts has one of two characters at each place. Two texts are the same by chance with 2^-50. */
    private static void compareChoices(ProbePayload question, ProbePayload answer) {
        for (String name : List.of("text", "text of the same seed", "text of the same random", "text of another seed")) {
            compareWithHash("the " + name, answer.text(name), question);
        }
        String text = answer.text("text");
        AnswerAssert.that(text.equals(answer.text("text of the same seed")),
                "two calls with the same seed write different texts");
        AnswerAssert.that(!text.equals(answer.text("text of the same random")),
                "a second call with the same Random writes the same text");
        AnswerAssert.that(!text.equals(answer.text("text of another seed")),
                "two calls with different seeds write the same text");
    }
}
