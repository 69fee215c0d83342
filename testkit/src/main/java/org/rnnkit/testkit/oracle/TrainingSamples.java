package org.rnnkit.testkit.oracle;

import ai.djl.modality.nlp.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Slip;

/**
 * The oracle of the two samples at the end of a training, right or with a known slip.
 *
 * @param vocabulary characters and their indices
 * @param epochs the parameters before the first epoch, and after each epoch
 */
public record TrainingSamples(Vocabulary vocabulary, List<Parameters> epochs) {

    /** The beginnings of the samples. */
    public static final List<String> PREFIXES = List.of("time traveller", "traveller");

    private static final int LENGTH = 50;

    /** Returns the right sample after a prefix. Of equally likely characters it has the one of the actual sample. */
    public String right(int sample, String actual) {
        return RnnReader.writeAs(actual, last(), vocabulary, PREFIXES.get(sample), LENGTH);
    }

    /** Tells whether both samples are right. */
    public boolean areRight(List<String> actual) {
        return Arrays.equals(inNumbers(actual.get(0), actual.get(1)), right(actual));
    }

    /** Returns the right samples after each other, as {@link #inNumbers}. */
    public double[] right(List<String> actual) {
        return inNumbers(right(0, actual.get(0)), right(1, actual.get(1)));
    }

    /** Returns the characters of two samples after each other, with an end of each. */
    public static double[] inNumbers(String first, String second) {
        return (first + "\0" + second + "\0").chars().asDoubleStream().toArray();
    }

    /** Returns the wrong samples of every known slip. */
    public Slip[] slips(List<String> actual) {
        return Stream.of(
                Stream.of(new Slip("the samples are in the wrong order: the one after \"time traveller\" is the first",
                        () -> inNumbers(written(PREFIXES.get(1), LENGTH), written(PREFIXES.get(0), LENGTH)))),
                slips(actual, "both samples go on from \"time traveller\"", prefix -> written(PREFIXES.get(0), LENGTH)),
                slips(actual, "both samples go on from \"traveller\"", prefix -> written(PREFIXES.get(1), LENGTH)),
                slips(actual, "the prefix is missing: a sample is the prefix and the characters after it",
                        prefix -> written(prefix, LENGTH).substring(prefix.length())),
                slips(actual, "the prefix comes twice: predict returns it already", prefix -> prefix + written(prefix, LENGTH)),
                slips(actual, "the prefix has a space at its end, which the texts asked for don't have",
                        prefix -> written(prefix + " ", LENGTH)),
                slips(actual, "other texts are continued than \"time traveller\" and \"traveller\"; they must be exactly these",
                        prefix -> writtenAfterItsBegin(actual.get(PREFIXES.indexOf(prefix)), prefix)),
                slips(actual, "the samples are cut off: an unknown character is one character, but is written as <unk>",
                        prefix -> written(prefix, LENGTH).substring(0, prefix.length() + LENGTH)),
                slips(actual, "the samples are written before the training", prefix -> write(epochs.get(0), prefix, LENGTH)),
                slips(actual, "the samples are written before the last epoch: predict after the loop",
                        prefix -> write(epochs.get(Math.max(0, epochs.size() - 2)), prefix, LENGTH)),
                slips(actual, "50 characters are written in all, the prefix included: 50 must follow the prefix",
                        prefix -> written(prefix, LENGTH - prefix.length())),
                IntStream.of(10, LENGTH - 1, LENGTH + 1, 2 * LENGTH).boxed().flatMap(length -> slips(actual, length
                        + " characters follow the prefix instead of 50", prefix -> written(prefix, length))))
                .flatMap(slips -> slips).toArray(Slip[]::new);
    }

    /** Makes slips of a wrong text, in both samples or in one of them. */
    private Stream<Slip> slips(List<String> actual, String words, UnaryOperator<String> text) {
        String first = PREFIXES.get(0);
        String second = PREFIXES.get(1);
        return Stream.of(new Slip(words, () -> inNumbers(text.apply(first), text.apply(second))),
                new Slip(words, () -> inNumbers(text.apply(first), right(1, actual.get(1)))),
                new Slip(words, () -> inNumbers(right(0, actual.get(0)), text.apply(second))));
    }

    /** Returns what follows the own beginning of a sample, all but its last 50 tokens, if that is no right prefix. */
    private String writtenAfterItsBegin(String sample, String prefix) {
        List<String> tokens = RnnReader.tokens(sample);
        String begin = String.join("", tokens.subList(0, Math.max(0, tokens.size() - LENGTH)));
        return begin.isEmpty() || begin.startsWith(prefix) || PREFIXES.contains(begin) ? ""
                : RnnReader.writeAs(sample, last(), vocabulary, begin, LENGTH);
    }

    private String written(String prefix, int length) {
        return write(last(), prefix, length);
    }

    private Parameters last() {
        return epochs.get(epochs.size() - 1);
    }

    private String write(Parameters p, String prefix, int length) {
        return RnnReader.write(p, vocabulary, prefix, length);
    }
}
