package org.rnnkit.testkit.given;

import ai.djl.modality.nlp.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rnnkit.testkit.Slip;

/** Known wrong ways of reading a prefix or the characters predicted after it, and what an {@link Automaton} then writes. */
public final class Misreadings {

    private final Automaton automaton;
    private final Vocabulary vocabulary;

    /**
     * Prepares the search for a mistake.
     *
     * @param automaton the model that wrote the text
     * @param vocabulary the model's tokens
     */
    public Misreadings(Automaton automaton, Vocabulary vocabulary) {
        this.automaton = automaton;
        this.vocabulary = vocabulary;
    }

    /**
     * Returns the known slips and what is written with each.
     *
     * @param prefix the prefix
     * @param n the number of characters to predict
     * @return the slips
     */
    public Slip[] slips(String prefix, int n) {
        Map<String, String> known = new LinkedHashMap<>();
        int whole = state(0, prefix);
        int allButLast = state(0, prefix.substring(0, prefix.length() - 1));
        int last = token(prefix, prefix.length() - 1);
        known.put("there is no warm-up: only the prefix's last character is read", goOn(Automaton.next(0, last), n));
        known.put("warm-up reads only the first character, or the state is lost on the way",
                goOn(Automaton.next(0, token(prefix, 0)), n));
        known.put("warm-up ends one character early: the prefix's last character is never read", goOn(allButLast, n));
        known.put("the prefix's last character is read twice: in warm-up, and again for the first prediction",
                goOn(Automaton.next(whole, last), n));
        known.put("the prefix's first character is never read", goOn(state(0, prefix.substring(1)), n));
        known.put("the characters written are not read in turn: the prefix's last one is read again and again",
                repeating(whole, last, n));
        known.put("the state is not kept between predictions", goOnWithout(whole, n, whole));
        known.put("the state begins anew for every prediction", goOnWithout(whole, n, 0));
        known.put("every character begins with a new state", goOnWithout(Automaton.next(0, last), n, 0));
        known.put("a character that the vocabulary lacks is left out", goOn(state(0, without(prefix, "")), n));
        known.put("a character that the vocabulary lacks is read as a space", goOn(state(0, without(prefix, " ")), n));
        known.put("capital letters are read as small ones", goOn(state(0, prefix.toLowerCase(Locale.ROOT)), n));
        known.put("the prefix is not taken as it is: spaces at its ends are dropped",
                goOn(state(0, prefix.isBlank() ? " " : prefix.strip()), n));
        List<Slip> slips = new ArrayList<>();
        known.forEach((words, written) -> slips.add(Slip.of(words, prefix + written)));
        slips.add(Slip.of("only what is written is returned: the prefix is missing", goOn(whole, n)));
        return slips.toArray(Slip[]::new);
    }

    private String without(String prefix, String instead) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < prefix.length(); i++) {
            text.append(token(prefix, i) == 0 ? instead : prefix.charAt(i));
        }
        return text.length() == 0 ? prefix : text.toString();
    }

    private int token(String text, int at) {
        return (int) vocabulary.getIndex(text.substring(at, at + 1));
    }

    private int state(int from, String text) {
        int state = from;
        for (int i = 0; i < text.length(); i++) {
            state = Automaton.next(state, token(text, i));
        }
        return state;
    }

    private String goOn(int state, int n) {
        return automaton.goOn(state, n, vocabulary);
    }

    private String repeating(int state, int token, int n) {
        StringBuilder text = new StringBuilder();
        for (int at = state, i = 0; i < n; i++, at = Automaton.next(at, token)) {
            text.append(vocabulary.getToken(automaton.likely(at)));
        }
        return text.toString();
    }

    /** Writes a text in which every prediction after the first reads one character from the same state. */
    private String goOnWithout(int first, int n, int from) {
        StringBuilder text = new StringBuilder();
        for (int at = first, i = 0; i < n; i++) {
            text.append(vocabulary.getToken(automaton.likely(at)));
            at = Automaton.next(from, automaton.likely(at));
        }
        return text.toString();
    }
}
