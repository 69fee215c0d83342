package org.rnnkit.testkit.oracle;

import ai.djl.modality.nlp.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Deviation;

/**
 * The oracle of steps 6 and 10: the text that is written with a model whose state is a number that each token changes. So the
 * text shows which tokens the model has read, in which order.
 *
 * @param vocabulary the tokens
 * @param salt makes this model another one than those with other numbers; above 0
 * @param logits the logits: the largest one first, then the second, and the smallest one at {@link #smallest}. Which token has
 *     the first one depends on the state, and the tokens after it have the next ones
 */
public record Writing(Vocabulary vocabulary, int salt, float[] logits) {

    /** The state before the first token. */
    public static final int BEGIN = 0;
    /** So many states that two texts hardly ever lead to the same one, and few enough for float32 to be exact. */
    private static final int STATES = 8_388_593;

    private static final String NO_WARM_UP = "only the prefix's last character has been read: there is no warm-up, or it does "
            + "not keep the state, as state = output.state() does";
    private static final String FIRST_MISSING = "the prefix's first character is never read";
    private static final String LAST_MISSING
            = "warm-up ends one character early: the prefix's last character is never read";
    private static final String TWICE = "the prefix comes back with its last character twice";
    private static final String PREDICTIONS_APART = "the state is not kept between predictions";
    private static final String CHANGED = "the prefix is changed where it is returned: it comes back as it was given";
    private static final String GUESSES = "the guesses of the warm-up are returned, too: they are thrown away";
    private static final String FIVE = "a written <unk> counts as five characters: count the tokens, not the text's length";
    private static final String ONE_TOKEN = "the prefix or a word of it is looked up as one token, which the vocabulary lacks: "
            + "look up each character";
    private static final String LOWER = "capital letters are read as small ones: <unk> is what the model must read";

    /** A known mistake. */
    public enum Wrong implements Deviation {
        RIGHT(""),

        LAST_ONLY(NO_WARM_UP),
        FIRST_ONLY("warm-up reads only the first character, or the state is lost on the way"),
        WARM_UP_NOT_KEPT("the warm-up does not keep the state: after forward in its loop, state = output.state() is missing"),
        NO_FIRST(FIRST_MISSING),
        NO_FIRST_OF_SEVERAL(FIRST_MISSING),
        NO_LAST(LAST_MISSING),
        NO_LAST_OF_SEVERAL(LAST_MISSING),
        LAST_TWICE("the prefix's last character is read twice: in warm-up, and again for the first prediction"),
        AS_ONE(ONE_TOKEN),
        WORDS(ONE_TOKEN),
        GUESSES_READ("in warm-up the model's guesses are read instead of the prefix's characters"),
        UNKNOWN_SKIPPED("a character that the vocabulary lacks is left out"),
        UNKNOWN_AS_FIRST("a character that the vocabulary lacks is read as token 0; <unk> may be another one: call "
                + "vocabulary.getIndex for every character"),
        LOWER_READ(LOWER),
        LOWER_ALL(LOWER),
        STRIPPED("the prefix is not taken as it is: spaces at its ends are dropped"),
        FIRST_ROW("the first row of the logits is taken instead of the last: it is the guess after the first character"),

        FIRST_GUESS_SKIPPED("the first guess after the prefix is left out: it is the first character to write"),
        LAST_READ_AGAIN("the characters written are not read in turn: the same one is read again and again"),
        NOT_KEPT(PREDICTIONS_APART),
        NOT_KEPT_BEFORE_LAST(PREDICTIONS_APART),
        BEGUN_EACH_TIME("every prediction begins with a new state"),
        NEVER_KEPT("every character begins with a new state"),
        FROM_PREFIX_ALONE("every prediction is made from the prefix alone: the characters written are never read"),
        THROWN_AWAY("the first character is right, and then the warm-up's state is thrown away: generation begins with a new "
                + "one"),
        LATE("the characters written are read one step late"),
        TEXT_AGAIN("the whole text is read again for each character, on top of a state that has read it already"),
        LAST_LETTER("only the last letter of the text is read after each token: that of <unk> is >, which may be a token, too, "
                + "so keep the token's index, and let the model read that"),

        LEAST_LIKELY("the least likely character is taken: argMax, not argMin"),
        ZERO("the token taken is 0 each time: argMax(0) compares rows, and argMax(1) the tokens"),
        FROM_ZERO("the search for the largest logit begins with 0, or with Float.MIN_VALUE, which is the smallest number above "
                + "0: all logits may be below, so begin with the first one, or with negative infinity"),
        UNKNOWN_NEVER("<unk> is never written, and another token in its place: write and read it like all others"),

        ONE_TOO_FEW("one character too few is written"),
        ONE_TOO_MANY("one character too many is written"),
        AT_LEAST_ONE("one character is written even if none is asked for"),
        LENGTH_OF_ALL("numPredictions is taken for the length of the whole text: the prefix does not count"),
        PREFIX_ONLY("only the prefix is returned: what is written after it is lost"),
        LETTERS_COUNTED(FIVE),
        LETTERS_CUT(FIVE),

        WRITTEN_ONLY("only what is written is returned: the prefix is missing"),
        PREFIX_RETURNED_TWICE("the prefix is returned twice"),
        LAST_RETURNED_TWICE(TWICE),
        LAST_RETURNED_AS_FIRST(TWICE),
        TOKENS_RETURNED(CHANGED),
        LOWER_RETURNED(CHANGED),
        GUESSES_RETURNED(GUESSES),
        GUESSES_FROM_FIRST(GUESSES),
        GUESSES_COUNTED(GUESSES),
        INDEX_WRITTEN("the token's index is written instead of the token: vocabulary.getToken(index)"),
        UNKNOWN_CUT("only the first letter of a written <unk> is returned: append vocabulary.getToken as it is");

        private final String words;

        Wrong(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        /** Tells whether it is about the choice of a token, which is another one in step 10. */
        public boolean isOfChoice() {
            return compareTo(LEAST_LIKELY) >= 0 && compareTo(UNKNOWN_NEVER) <= 0;
        }

        /** Returns the text that is read in place of the prefix. */
        private String prefix(String prefix) {
            return switch (this) {
                case LOWER_ALL -> prefix.toLowerCase(Locale.ROOT);
                case STRIPPED -> prefix.isBlank() ? " " : prefix.strip();
                default -> prefix;
            };
        }

        /** Returns the tokens that are read in the warm-up. */
        private List<Integer> read(Writing w, String prefix) {
            List<Integer> all = w.tokens(prefix);
            int last = all.size() - 1;
            return switch (this) {
                case LAST_ONLY, NEVER_KEPT, WARM_UP_NOT_KEPT -> all.subList(last, last + 1);
                case FIRST_ONLY, FIRST_ROW -> all.subList(0, 1);
                case NO_FIRST -> all.subList(1, last + 1);
                case NO_FIRST_OF_SEVERAL -> all.subList(Math.min(1, last), last + 1);
                case NO_LAST -> all.subList(0, last);
                case NO_LAST_OF_SEVERAL -> all.subList(0, Math.max(1, last));
                case LAST_TWICE -> plus(all, List.of(all.get(last)));
                case WORDS -> Stream.of(prefix.split(" ")).map(word -> (int) w.vocabulary.getIndex(word)).toList();
                case AS_ONE -> last == 0 ? all : List.of(w.unknown());
                case GUESSES_READ -> plus(all.subList(0, 1), w.guesses(all.get(0), last));
                case UNKNOWN_SKIPPED -> w.tokens(w.known(prefix));
                case UNKNOWN_AS_FIRST -> all.stream().map(token -> token == w.unknown() ? 0 : token).toList();
                case LOWER_READ -> w.tokens(prefix.toLowerCase(Locale.ROOT));
                default -> all;
            };
        }

        /** Returns the number of tokens that are written. */
        private int length(Writing w, String prefix, int n) {
            return Math.max(0, switch (this) {
                case ONE_TOO_FEW -> n - 1;
                case ONE_TOO_MANY, FIRST_GUESS_SKIPPED -> n + 1;
                case AT_LEAST_ONE -> Math.max(1, n);
                case LENGTH_OF_ALL -> n - prefix.length();
                case PREFIX_ONLY -> 0;
                case LAST_RETURNED_AS_FIRST -> n - 1;
                default -> n;
            });
        }

        /** Chooses the next token. */
        private int choose(Writing w, int state) {
            int likely = w.token(state, 0);
            int least = w.token(state, smallest(w.logits.length));
            return switch (this) {
                case LEAST_LIKELY -> least;
                case ZERO -> 0;
                case FROM_ZERO -> w.logits[0] > 0 ? likely : 0;
                case UNKNOWN_NEVER -> likely == w.unknown() ? w.likeliestKnown(state) : likely;
                default -> likely;
            };
        }

        /** Returns the state after the last token written. */
        private int next(Writing w, int state, int warm, List<Integer> prefix, List<Integer> written) {
            int token = written.get(written.size() - 1);
            boolean isFirst = written.size() == 1;
            int last = prefix.get(prefix.size() - 1);
            return switch (this) {
                case LAST_READ_AGAIN -> w.next(state, last);
                case NOT_KEPT -> w.next(warm, token);
                case NOT_KEPT_BEFORE_LAST -> w.next(w.after(BEGIN, prefix.subList(0, prefix.size() - 1)), token);
                case BEGUN_EACH_TIME, NEVER_KEPT -> w.next(BEGIN, token);
                case FROM_PREFIX_ALONE -> warm;
                case THROWN_AWAY, WARM_UP_NOT_KEPT -> w.next(isFirst ? BEGIN : state, token);
                case FIRST_ROW -> w.next(isFirst ? w.after(BEGIN, prefix) : state, token);
                case LATE -> w.next(state, isFirst ? last : written.get(written.size() - 2));
                case TEXT_AGAIN -> w.after(state, plus(prefix, written));
                case LAST_LETTER -> w.next(state, w.lastLetter(token));
                default -> w.next(state, token);
            };
        }

        /** Returns the text that is made of the prefix and the tokens written. */
        private String result(Writing w, String prefix, List<Integer> tokens, int n) {
            String written = w.join(tokens);
            List<Integer> guesses = IntStream.range(1, prefix.length())
                    .mapToObj(i -> w.token(w.after(BEGIN, w.tokens(prefix.substring(0, i))), 0)).toList();
            String last = prefix.substring(prefix.length() - 1);
            return switch (this) {
                case FIRST_GUESS_SKIPPED -> prefix + w.join(tokens.subList(1, tokens.size()));
                case LETTERS_CUT -> (prefix + written).substring(0, prefix.length() + n);
                case LETTERS_COUNTED -> w.cut(prefix, tokens, prefix.length() + n);
                case WRITTEN_ONLY -> written;
                case PREFIX_RETURNED_TWICE -> prefix + prefix + written;
                case LAST_RETURNED_TWICE -> prefix + last + written;
                case LAST_RETURNED_AS_FIRST -> n == 0 ? prefix : prefix + w.join(w.tokens(last)) + written;
                case TOKENS_RETURNED -> w.join(w.tokens(prefix)) + written;
                case LOWER_RETURNED -> prefix.toLowerCase(Locale.ROOT) + written;
                case GUESSES_RETURNED -> prefix + w.join(guesses) + written;
                case GUESSES_FROM_FIRST -> prefix.charAt(0) + w.join(guesses) + written;
                case GUESSES_COUNTED -> prefix + w.join(plus(guesses, tokens).subList(0, n));
                case INDEX_WRITTEN -> prefix + tokens.stream().map(String::valueOf).collect(Collectors.joining());
                case UNKNOWN_CUT -> prefix + written.replace("<unk>", "<");
                default -> prefix + written;
            };
        }
    }

    /**
     * Returns the text of a step that takes the most likely token each time.
     *
     * @param wrong the mistake
     * @param given the prefix
     * @param n the number of tokens to write
     */
    public String text(Wrong wrong, String given, int n) {
        String prefix = wrong.prefix(given);
        List<Integer> tokens = tokens(prefix);
        int warm = after(BEGIN, wrong.read(this, prefix));
        int state = warm;
        List<Integer> written = new ArrayList<>();
        for (int i = wrong.length(this, prefix, n); i > 0; i--) {
            written.add(wrong.choose(this, state));
            state = wrong.next(this, state, warm, tokens, written);
        }
        return wrong.result(this, prefix, written, n);
    }

    /** Returns the state after one more token. */
    public int next(int state, int token) {
        return (state * 31 + token * 7 + salt) % STATES;
    }

    /** Returns the state after more tokens. */
    public int after(int state, List<Integer> tokens) {
        int after = state;
        for (int token : tokens) {
            after = next(after, token);
        }
        return after;
    }

    /** Returns the place of the smallest logit: not the last one, so that the token before the likeliest is another one. */
    public static int smallest(int vocabSize) {
        return (vocabSize + 1) / 2;
    }

    /** Returns the token that has one of the logits in a state. */
    public int token(int state, int place) {
        return (state / 3 + state % 11 + place) % logits.length;
    }

    /** Returns the place of a token's logit in a state. */
    public int place(int state, int token) {
        return Math.floorMod(token - token(state, 0), logits.length);
    }

    /** Returns the likeliest token but for the unknown one: the first of those with the same logit. */
    private int likeliestKnown(int state) {
        int unknown = unknown();
        return IntStream.range(0, logits.length).filter(token -> token != unknown).reduce((best, token) ->
                logits[place(state, token)] > logits[place(state, best)] ? token : best).orElse(unknown);
    }

    /** Returns the index of the token for characters that the vocabulary lacks. */
    public int unknown() {
        return (int) vocabulary.getIndex("<unk>");
    }

    /** Returns the tokens of a text's characters. */
    public List<Integer> tokens(String text) {
        return text.chars().mapToObj(c -> (int) vocabulary.getIndex(Character.toString(c))).toList();
    }

    private String join(List<Integer> tokens) {
        return tokens.stream().map(vocabulary::getToken).collect(Collectors.joining());
    }

    /** Appends tokens until the text has a length. */
    private String cut(String prefix, List<Integer> tokens, int length) {
        StringBuilder text = new StringBuilder(prefix);
        tokens.stream().takeWhile(token -> text.length() < length).forEach(token -> text.append(vocabulary.getToken(token)));
        return text.toString();
    }

    private int lastLetter(int token) {
        List<Integer> letters = tokens(vocabulary.getToken(token));
        return letters.get(letters.size() - 1);
    }

    /** Returns a text without the characters that the vocabulary lacks. */
    private String known(String text) {
        return Stream.of(text.split("")).filter(vocabulary::contains).collect(Collectors.joining());
    }

    /** Returns the tokens that the model expects if it reads its own guesses after the first one. */
    private List<Integer> guesses(int first, int length) {
        List<Integer> guesses = new ArrayList<>();
        int state = next(BEGIN, first);
        for (int i = 0; i < length; i++) {
            guesses.add(token(state, 0));
            state = next(state, token(state, 0));
        }
        return guesses;
    }

    private static List<Integer> plus(List<Integer> some, List<Integer> more) {
        return Stream.of(some, more).flatMap(List::stream).toList();
    }
}
