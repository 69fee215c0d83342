package org.rnnkit.testkit.oracle;

import ai.djl.modality.nlp.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.testkit.Deviation;
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
    private static final String CAPITALS = "the prefix has capital letters, which the texts asked for don't have";

    /** A known slip. */
    public enum Wrong implements Deviation {
        EXCHANGED("the samples are in the wrong order: the one after \"time traveller\" is the first"),
        FIRST_TWICE("both samples go on from \"time traveller\""),
        SECOND_TWICE("both samples go on from \"traveller\""),
        NO_PREFIX("the prefix is missing: a sample is the prefix and the characters after it"),
        PREFIX_TWICE("the prefix comes twice: predict returns it already"),
        SPACE("the prefix has a space at its end, which the texts asked for don't have"),
        CAPITAL(CAPITALS),
        CAPITAL_EACH(CAPITALS),
        CUT_OFF("the samples are cut off: an unknown character is one character, but is written as <unk>"),
        BEFORE_TRAINING("the samples are written before the training"),
        BEFORE_LAST_EPOCH("the samples are written before the last epoch: predict after the loop"),
        IN_ALL("50 characters are written in all, the prefix included: 50 must follow the prefix"),
        TEN_FOLLOW("10 characters follow the prefix instead of 50"),
        ONE_LESS("49 characters follow the prefix instead of 50"),
        ONE_MORE("51 characters follow the prefix instead of 50"),
        HUNDRED_FOLLOW("100 characters follow the prefix instead of 50");

        private final String words;

        Wrong(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }
    }

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

    /** Returns the wrong samples of every known slip, which may be in one of the two, unless it exchanges them. */
    public Slip[] slips(List<String> actual) {
        String first = right(0, actual.get(0));
        String second = right(1, actual.get(1));
        return Arrays.stream(Wrong.values()).flatMap(wrong -> Stream.of(
                new Slip(wrong.words(), () -> inNumbers(text(wrong, 0), text(wrong, 1))),
                new Slip(wrong.words(), () -> inNumbers(text(wrong, 0), second)),
                new Slip(wrong.words(), () -> inNumbers(first, text(wrong, 1)))).limit(wrong == Wrong.EXCHANGED ? 1 : 3))
                .toArray(Slip[]::new);
    }

    private String text(Wrong wrong, int sample) {
        String prefix = PREFIXES.get(sample);
        String right = write(last(), prefix, LENGTH);
        return switch (wrong) {
            case EXCHANGED -> write(last(), PREFIXES.get(1 - sample), LENGTH);
            case FIRST_TWICE -> write(last(), PREFIXES.get(0), LENGTH);
            case SECOND_TWICE -> write(last(), PREFIXES.get(1), LENGTH);
            case NO_PREFIX -> right.substring(prefix.length());
            case PREFIX_TWICE -> prefix + right;
            case SPACE -> write(last(), prefix + " ", LENGTH);
            case CAPITAL -> write(last(), "T" + prefix.substring(1), LENGTH);
            case CAPITAL_EACH -> write(last(), prefix.replace("time", "Time").replace("traveller", "Traveller"), LENGTH);
            case CUT_OFF -> right.substring(0, prefix.length() + LENGTH);
            case BEFORE_TRAINING -> write(epochs.get(0), prefix, LENGTH);
            case BEFORE_LAST_EPOCH -> write(epochs.get(Math.max(0, epochs.size() - 2)), prefix, LENGTH);
            case IN_ALL -> write(last(), prefix, LENGTH - prefix.length());
            case TEN_FOLLOW -> write(last(), prefix, 10);
            case ONE_LESS -> write(last(), prefix, LENGTH - 1);
            case ONE_MORE -> write(last(), prefix, LENGTH + 1);
            case HUNDRED_FOLLOW -> write(last(), prefix, 2 * LENGTH);
        };
    }

    private Parameters last() {
        return epochs.get(epochs.size() - 1);
    }

    private String write(Parameters p, String prefix, int length) {
        return RnnReader.write(p, vocabulary, prefix, length);
    }
}
