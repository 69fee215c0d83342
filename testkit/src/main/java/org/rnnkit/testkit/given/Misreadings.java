package org.rnnkit.testkit.given;

import ai.djl.modality.nlp.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Known wrong ways to read a prefix and the characters written after it. */
final class Misreadings extends KnownTexts {

    private final int first;
    private final int last;
    /** The state before the prefix's last token. */
    private final int beforeLast;

    Misreadings(Automaton automaton, Vocabulary vocabulary, Vocabulary earlier, String prefix, int n) {
        super(automaton, vocabulary, prefix, n);
        first = tokens.get(0);
        last = tokens.get(tokens.size() - 1);
        beforeLast = state(0, tokens.subList(0, tokens.size() - 1));
        addWarmUps();
        addGenerations();
        addUnusualCharacters();
        addState("a character is read with its index in the vocabulary of an earlier call: look up each one in the vocabulary "
                + "given, and keep no index", state(0, IntStream.range(0, tokens.size()).mapToObj(i -> {
                    String character = prefix.substring(i, i + 1);
                    return earlier.contains(character) ? (int) earlier.getIndex(character) : tokens.get(i);
                }).toList()));
    }

    /** Adds a mistake after which the model writes as it should, but from other states. */
    private void addState(String words, int... states) {
        for (int state : states) {
            add(words, prefix + goOn(state, n));
        }
    }

    private void addWarmUps() {
        addState("only the prefix's last character has been read: there is no warm-up, or a new state each time",
                next(0, last));
        addState("warm-up reads only the first character, or the state is lost on the way", next(0, first));
        addState("warm-up ends one character early: the prefix's last character is never read", beforeLast,
                tokens.size() == 1 ? whole : beforeLast);
        addState("the prefix's last character is read twice: in warm-up, and again for the first prediction",
                next(whole, last));
        String firstMissing = "the prefix's first character is never read";
        addState(firstMissing, state(0, tokens.subList(1, tokens.size())),
                tokens.size() == 1 ? whole : state(0, tokens.subList(1, tokens.size())));
        if (tokens.size() == 1 && n > 0) { // a guess that begins with 0
            add(firstMissing, prefix + token(0) + goOn(next(0, 0), n - 1));
        }
        for (int length = 2; length < tokens.size(); length++) {
            addState("only the first " + length + " characters of the prefix are read: it may have any length",
                    state(0, tokens.subList(0, length)));
            addState("only the last " + length + " characters of the prefix are read: it may have any length",
                    state(0, tokens.subList(tokens.size() - length, tokens.size())));
        }
        addState("the whole prefix is read twice", state(whole, tokens));
        addState("the prefix is read backwards, from its last character to its first", state(0, reversed(tokens)));
        addState("the whole prefix is looked up as one token, which the vocabulary lacks: look up each character",
                tokens.size() == 1 ? whole : next(0, unknown));
        addState("every character of the prefix is read as <unk>: getIndex needs the character as a String, not its number",
                state(0, Collections.nCopies(tokens.size(), unknown)));
        addState("a token is read before the prefix that does not belong to it: begin with its first character",
                state(next(0, unknown), tokens), state(next(0, space()), tokens));
        addState("a token is read after the prefix that does not belong to it", next(whole, unknown), next(whole, space()));
        addState("every character is read into the state twice", state(0,
                tokens.stream().flatMap(token -> Stream.of(token, token)).toList()));
        int guessed = next(0, first);
        for (int i = 1; i < tokens.size(); i++) {
            guessed = next(guessed, automaton.likely(guessed));
        }
        addState("in warm-up the model's guesses are read instead of the prefix's characters", guessed);
    }

    private void addGenerations() {
        add("the first guess after the prefix is left out: it is the first character to write",
                prefix + join(generate(whole, n + 1).stream().skip(1).toList()));
        add("the characters written are not read in turn: the same one is read again and again",
                write(whole, (state, written) -> next(state, last)),
                write(whole, (state, written) -> next(state, first)), write(whole, (state, written) -> next(state, 0)));
        add("the state is not kept between predictions", write(whole, (state, written) -> next(whole, written)),
                write(whole, (state, written) -> next(beforeLast, written)));
        add("every prediction begins with a new state", write(whole, (state, written) -> next(0, written)));
        add("every character begins with a new state", write(next(0, last), (state, written) -> next(0, written)));
        add("every prediction is made from the prefix alone: the characters written are never read",
                prefix + token(automaton.likely(whole)).repeat(n));
        int guess = automaton.likely(whole);
        add("the first character is right, and then the warm-up's state is thrown away: generation begins with a new one",
                n == 0 ? prefix : prefix + token(guess) + goOn(next(0, guess), n - 1));
        add("the characters written are read one step late", late(true), late(false));
        add("the whole text is read again for each character, on top of a state that has read it already",
                readAgain(whole, false), readAgain(state(whole, tokens), false),
                readAgain(whole, true), readAgain(state(whole, tokens), true));
        add("forward is called twice for each character, and the second time with the state that has read it",
                twice());
        add("the first row of the logits is taken instead of the last: it is the guess after the first character",
                firstRow(), prefix + token(automaton.likely(next(0, first))).repeat(n));
    }

    private void addUnusualCharacters() {
        addRead("a character that the vocabulary lacks is left out", known(""), known("").isEmpty() ? prefix : known(""));
        addRead("a character that the vocabulary lacks is read as a space", known(" "));
        addState("a character that the vocabulary lacks is read as index 0: getIndex gives the index of <unk>, which need not "
                + "be 0", state(0, tokens.stream().map(token -> token == unknown ? 0 : token).toList()));
        int firstUnknown = tokens.indexOf(unknown);
        addRead("warm-up ends at the first character that the vocabulary lacks",
                firstUnknown < 0 ? prefix : prefix.substring(0, firstUnknown));
        addRead("capital letters are read as small ones: <unk> is what the model must read",
                prefix.toLowerCase(Locale.ROOT), loweredUnknown(), prefix.charAt(0) + loweredUnknown().substring(1));
        addRead("the prefix is read in capital letters", prefix.toUpperCase(Locale.ROOT));
        addRead("the prefix is not taken as it is: spaces at its ends are dropped", prefix.strip(),
                prefix.isBlank() ? " " : prefix.strip(), prefix.stripLeading(), prefix.stripTrailing());
        addRead("the prefix's spaces are left out", prefix.replace(" ", ""));
    }

    /** Adds a mistake in which another text is read than the prefix; it may be returned, too. */
    private void addRead(String words, String... instead) {
        for (String read : instead) {
            String written = goOn(state(0, tokens(read)), n);
            add(words, prefix + written, read + written);
        }
    }

    private String loweredUnknown() {
        return IntStream.range(0, prefix.length()).mapToObj(i -> prefix.substring(i, i + 1))
                .map(c -> tokens(c).get(0) == unknown ? c.toLowerCase(Locale.ROOT) : c).collect(Collectors.joining());
    }

    private int space() {
        return tokens(" ").get(0);
    }

    /** Reads each token when the next one is written already; before that, the prefix's last one again or nothing. */
    private String late(boolean lastAgain) {
        StringBuilder text = new StringBuilder(prefix);
        int state = whole;
        int waiting = last;
        for (int i = 0; i < n; i++) {
            int token = automaton.likely(state);
            text.append(token(token));
            if (i > 0 || lastAgain) {
                state = next(state, waiting);
            }
            waiting = token;
        }
        return text.toString();
    }

    /** Reads the text so far before each token after the first. */
    private String readAgain(int begin, boolean lettersOfUnknown) {
        List<Integer> text = new ArrayList<>(tokens);
        return write(begin, (state, written) -> {
            text.addAll(lettersOfUnknown ? tokens(token(written)) : List.of(written));
            return state(state, text);
        });
    }

    private String twice() {
        StringBuilder text = new StringBuilder(prefix);
        int state = whole;
        int token = last;
        for (int i = 0; i < n; i++) {
            token = automaton.likely(next(state, token));
            text.append(token(token));
            state = next(state, token);
        }
        return text.toString();
    }

    private String firstRow() {
        if (n == 0) {
            return prefix;
        }
        int token = automaton.likely(next(0, first));
        return prefix + token(token) + goOn(next(whole, token), n - 1);
    }
}
