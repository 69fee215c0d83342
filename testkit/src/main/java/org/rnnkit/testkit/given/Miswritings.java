package org.rnnkit.testkit.given;

import ai.djl.modality.nlp.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Known wrong ways to choose the characters after a prefix and to return the text. */
final class Miswritings extends KnownTexts {

    Miswritings(Automaton automaton, Vocabulary vocabulary, String prefix, int n, boolean draws) {
        super(automaton, vocabulary, prefix, n);
        if (!draws) {
            addChoices();
        }
        addUnknownWritten();
        addLengths();
        addPrefixes();
    }

    private void addChoices() {
        add("the least likely character is taken: argMax, not argMin", choosing(automaton::leastLikely));
        add("the second most likely character is taken", choosing(automaton::secondLikely));
        add("the token taken is 0 (<unk>) each time: argMax(0) compares rows, and argMax(1) the tokens",
                choosing(state -> 0));
        add("the search for the largest logit begins with 0, or with Float.MIN_VALUE, which is the smallest number above 0: "
                + "all logits may be below, so begin with the first one, or with negative infinity",
                choosing(state -> automaton.hasHighLogits() ? automaton.likely(state) : 0));
        add("the search for the largest logit begins with a number that all may be below: begin with the first logit, or with "
                + "negative infinity", choosing(state -> automaton.hasLowLogits() ? 0 : automaton.likely(state)));
        add("exp of the logits is compared: it is infinite for large logits and 0 for very low ones, so compare the logits "
                + "themselves", choosing(state -> automaton.hasLowLogits() || automaton.hasHighLogits() ? 0
                : automaton.likely(state)));
        add("the largest logit is searched without its sign, as by abs()", choosing(state
                -> automaton.hasHighLogits() ? automaton.likely(state) : automaton.leastLikely(state)));
        add("the same character is never taken twice in a row: the most likely one may come again", neverTwice());
        int size = automaton.vocabSize();
        for (int shift : new int[] {1, size - 1}) {
            add("the index of the most likely token is shifted by one: the vocabulary counts from 0, as argMax does",
                    choosing(state -> (automaton.likely(state) + shift) % size),
                    prefix + generate(whole, n).stream().map(token -> token((token + shift) % size))
                            .collect(Collectors.joining()));
        }
        add("the search for the largest logit leaves out the last token", choosing(state
                -> automaton.likely(state) == size - 1 ? automaton.secondLikely(state) : automaton.likely(state)));
        add("the search for the largest logit leaves out the first token, the one with index 0", choosing(state
                -> automaton.likely(state) == 0 ? automaton.secondLikely(state) : automaton.likely(state)));
        add("the token's index is kept in eight bits, which hold no index above 255",
                choosing(state -> automaton.likely(state) % 256));
        add("the token's index is written instead of the token: vocabulary.getToken(index)",
                prefix + generate(whole, n).stream().map(String::valueOf).collect(Collectors.joining()));
    }

    private void addUnknownWritten() {
        List<Integer> right = generate(whole, n);
        StringBuilder counted = new StringBuilder(prefix);
        for (int i = 0; counted.length() < prefix.length() + n; i++) {
            counted.append(token(right.get(i)));
        }
        add("a written <unk> counts as five characters: count the tokens, not the text's length", counted.toString(),
                (prefix + join(right)).substring(0, prefix.length() + n));
        add("a written <unk> is read as its letters: keep the token's index, and let the model read that",
                write(whole, (state, written) -> state(state, tokens(token(written)))));
        add("only the last letter of the text is read after each token: that of <unk> is >, which may be a token, too, so keep "
                + "the token's index, and let the model read that",
                write(whole, (state, written) -> next(state, letter(written, token(written).length() - 1))));
        add("only the first letter of each token is read: that of <unk> is <, which may be a token, too, so keep the token's "
                + "index, and let the model read that", write(whole, (state, written) -> next(state, letter(written, 0))));
        add("only the first character of a written token is appended: <unk> has five",
                prefix + right.stream().map(token -> token(token).substring(0, 1)).collect(Collectors.joining()));
        add("a written <unk> is left out or shown in another way: append vocabulary.getToken as it is",
                prefix + join(right).replace("<unk>", ""), prefix + join(right).replace("<unk>", " "),
                prefix + join(right).replace("<unk>", "?"),
                prefix + join(generate(whole, 6 * n + 6).stream().filter(token -> token != unknown).limit(n).toList()));
    }

    private void addLengths() {
        addLength("one character too few is written", n - 1);
        addLength("one character too many is written", n + 1);
        addLength("one character is written even if none is asked for", Math.max(1, n));
        addLength("numPredictions is taken for the length of the whole text: the prefix does not count",
                n - prefix.length());
        addLength("numPredictions counts the warm-up, too", n - prefix.length() + 1);
        addLength("only the prefix is returned: what is written after it is lost", 0);
    }

    private void addLength(String words, int length) {
        add(words, prefix + goOn(whole, Math.max(0, length)));
    }

    private void addPrefixes() {
        String written = goOn(whole, n);
        add("only what is written is returned: the prefix is missing", written);
        add("the prefix is returned twice", prefix + prefix + written);
        add("the prefix comes back without its first character", prefix.substring(1) + written);
        add("the prefix comes back without its last character", prefix.substring(0, prefix.length() - 1) + written);
        String last = prefix.substring(prefix.length() - 1);
        add("the prefix comes back with its last character twice", prefix + last + written,
                n == 0 ? prefix : prefix + last + goOn(whole, n - 1),
                n == 0 ? prefix : prefix + token(tokens.get(tokens.size() - 1)) + goOn(whole, n - 1));
        add("the prefix is changed where it is returned: it comes back as it was given",
                prefix.replaceAll("\\s", " ") + written, prefix.replaceAll("\\s+", " ") + written,
                prefix.toLowerCase(Locale.ROOT) + written, prefix.strip() + written, prefix.stripTrailing() + written,
                prefix.stripLeading() + written, join(tokens) + written, known("") + written, known(" ") + written);
        List<Integer> right = generate(whole, n);
        add("the characters are written in reverse order", prefix + join(reversed(right)), join(reversed(right)) + prefix,
                new StringBuilder(prefix + written).reverse().toString());
        List<Integer> guesses = new ArrayList<>();
        int state = 0;
        for (int token : tokens) {
            state = next(state, token);
            guesses.add(automaton.likely(state));
        }
        guesses.remove(guesses.size() - 1);
        String all = join(guesses) + written;
        add("the guesses of the warm-up are returned, too: they are thrown away", prefix + all,
                prefix.charAt(0) + all, all, prefix + join(Stream.concat(guesses.stream(), right.stream()).limit(n).toList()));
        add("something is put between the characters: append them one after the other",
                String.join(" ", (prefix + written).split("")), prefix + String.join(" ", right.stream()
                        .map(this::token).toList()), prefix + right.stream().map(this::token).toList());
    }

    /** Returns the text that takes the second most likely token where the most likely one is the last one written or read. */
    private String neverTwice() {
        List<Integer> written = new ArrayList<>(tokens);
        int state = whole;
        for (int i = 0; i < n; i++) {
            int likely = automaton.likely(state);
            int token = likely == written.get(written.size() - 1) ? automaton.secondLikely(state) : likely;
            written.add(token);
            state = next(state, token);
        }
        return prefix + join(written.subList(tokens.size(), written.size()));
    }

    private String choosing(IntUnaryOperator choice) {
        return write(whole, choice, Automaton::next);
    }

    /** Returns the token of one character of a written token. */
    private int letter(int token, int place) {
        return tokens(token(token)).get(place);
    }
}
