package org.rnnkit.testkit.given;

import ai.djl.modality.nlp.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Known mistakes of a prediction, and the texts that an {@link Automaton} writes with each for one prefix. */
abstract class KnownTexts {

    final Automaton automaton;
    final String prefix;
    final int n;
    final List<Integer> tokens;
    /** The index of the token for characters that the vocabulary lacks. */
    final int unknown;

    /** The state after the whole prefix. */
    final int whole;

    private final Vocabulary vocabulary;
    private final Map<String, Set<String>> texts = new LinkedHashMap<>();

    KnownTexts(Automaton automaton, Vocabulary vocabulary, String prefix, int n) {
        this.automaton = automaton;
        this.vocabulary = vocabulary;
        this.prefix = prefix;
        this.n = n;
        tokens = tokens(prefix);
        unknown = (int) vocabulary.getIndex("<unk>");
        whole = state(0, tokens);
    }

    /** Returns the mistakes in words, and the texts of each. */
    Map<String, Set<String>> texts() {
        return texts;
    }

    /** Adds a mistake; several texts are variants of it. */
    final void add(String words, String... wrong) {
        texts.computeIfAbsent(words, key -> new LinkedHashSet<>()).addAll(List.of(wrong));
    }

    final List<Integer> tokens(String text) {
        return text.chars().mapToObj(c -> (int) vocabulary.getIndex(Character.toString(c))).toList();
    }

    final String token(int index) {
        return vocabulary.getToken(index);
    }

    final String join(List<Integer> written) {
        return written.stream().map(this::token).collect(Collectors.joining());
    }

    final String goOn(int state, int length) {
        return automaton.goOn(state, length, vocabulary);
    }

    /** Returns the tokens that the model predicts, starting in a state. */
    final List<Integer> generate(int state, int length) {
        return Automaton.generate(state, length, automaton::likely, Automaton::next);
    }

    /** Returns the prefix and the n tokens after it, if tokens are chosen and read in another way than they should. */
    final String write(int begin, IntUnaryOperator choice, IntBinaryOperator reading) {
        return prefix + join(Automaton.generate(begin, n, choice, reading));
    }

    /** Returns the prefix and the n most likely tokens after it, if they are read in another way than they should. */
    final String write(int begin, IntBinaryOperator reading) {
        return write(begin, automaton::likely, reading);
    }

    /** Returns the prefix with something else in place of each character that the vocabulary lacks. */
    final String known(String instead) {
        return IntStream.range(0, prefix.length())
                .mapToObj(i -> tokens.get(i) == unknown ? instead : prefix.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    static int next(int state, int token) {
        return Automaton.next(state, token);
    }

    static int state(int from, List<Integer> text) {
        int state = from;
        for (int token : text) {
            state = next(state, token);
        }
        return state;
    }

    static List<Integer> reversed(List<Integer> text) {
        List<Integer> back = new ArrayList<>(text);
        Collections.reverse(back);
        return back;
    }
}
