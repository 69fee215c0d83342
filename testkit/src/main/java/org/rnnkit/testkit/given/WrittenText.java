package org.rnnkit.testkit.given;

import ai.djl.modality.nlp.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.NumberTypes;

/** A check of the text that a step writes with an {@link Automaton}. Its message says what the model had read meanwhile. */
public final class WrittenText {

    private static final Pattern TOKEN = Pattern.compile("<unk>|.", Pattern.DOTALL);

    private static final int LONGEST_SHOWN = 16;

    private final Automaton automaton;
    private final Vocabulary vocabulary;
    private final boolean draws;
    /** The vocabulary of earlier calls. */
    private final Vocabulary earlier;

    private WrittenText(Automaton automaton, Vocabulary vocabulary, Vocabulary earlier, boolean draws) {
        this.automaton = automaton;
        this.vocabulary = vocabulary;
        this.earlier = earlier;
        this.draws = draws;
    }

    /**
     * Prepares checks of a step that takes the most likely character.
     *
     * @param automaton the model that the step is given
     * @param vocabulary the model's tokens
     * @return the checks
     */
    public static WrittenText ofMostLikely(Automaton automaton, Vocabulary vocabulary) {
        return ofMostLikely(automaton, vocabulary, vocabulary);
    }

    /** Prepares checks of the same step with a model whose vocabulary is not the one of earlier calls. */
    public static WrittenText ofMostLikely(Automaton automaton, Vocabulary vocabulary, Vocabulary earlier) {
        return new WrittenText(automaton, vocabulary, earlier, false);
    }

    /**
     * Prepares checks of a step that draws each character, at a temperature so low that it draws the most likely one.
     *
     * @param automaton the model that the step is given
     * @param vocabulary the model's tokens
     * @return the checks
     */
    public static WrittenText ofDrawn(Automaton automaton, Vocabulary vocabulary) {
        return new WrittenText(automaton, vocabulary, vocabulary, true);
    }

    /** Returns the model that the step is given. */
    public Automaton model() {
        return automaton;
    }

    /**
     * Calls the step, and compares its text with the right one and with those of all known mistakes.
     *
     * @param call the call in words; what follows a bracket belongs to the case
     * @param prefix the prefix
     * @param n the number of tokens to write
     * @param step the call
     */
    public void check(String call, String prefix, int n, Supplier<String> step) {
        automaton.newCall();
        String actual = step.get();
        Expect.that(actual != null, () -> call + " returned null");
        String expected = automaton.text(prefix, n, vocabulary);
        Expect.result(call, actual.equals(expected), () -> slips(prefix, n, actual), () -> call + " gives \""
                + shown(actual, prefix) + "\",\nexpected \"" + shown(expected, prefix) + "\".\n"
                + difference(actual, prefix, n));
    }

    /** Returns the known mistakes, and whether each gives this text. */
    private Map<String, Boolean> slips(String prefix, int n, String actual) {
        Map<String, Boolean> slips = new LinkedHashMap<>();
        for (KnownTexts known : List.of(new Misreadings(automaton, vocabulary, earlier, prefix, n),
                new Miswritings(automaton, vocabulary, prefix, n, draws))) {
            known.texts().forEach((words, texts) -> slips.put(words, texts.contains(actual)));
        }
        int most = tokens(actual.startsWith(prefix) ? actual.substring(prefix.length()) : "", TOKEN).size();
        if (most < n && actual.equals(automaton.text(prefix, most, vocabulary))) {
            String type = smallType(prefix, n).get(most);
            if (type != null) {
                slips.put(type, true);
            } else if (!slips.containsValue(true)) {
                slips.put("at most " + most + " characters are written: numPredictions may be any number", true);
            }
        }
        for (int last = 1; last < prefix.length() && !slips.containsValue(true); last++) {
            String end = prefix.substring(prefix.length() - last);
            slips.put("only the last " + last + " characters of the prefix are read: read all of them, however many there are",
                    actual.equals(prefix.substring(0, prefix.length() - last) + automaton.text(end, n, vocabulary)));
        }
        return slips;
    }

    /** Says how many characters are written if numPredictions or the length of the text goes through a small number type. */
    private static Map<Integer, String> smallType(String prefix, int n) {
        String what = "numPredictions or the length of the text";
        Map<Integer, String> types = new LinkedHashMap<>();
        NumberTypes.wrong(what, n).forEach((wrong, words) -> types.putIfAbsent(Math.max(0, wrong), words));
        NumberTypes.wrong(what, prefix.length() + n).forEach((wrong, words) ->
                types.putIfAbsent(Math.max(0, wrong - prefix.length()), words));
        return types;
    }

    /** Leaves out most of a long prefix. */
    private static String shown(String text, String prefix) {
        int left = prefix.length() - LONGEST_SHOWN;
        return left > LONGEST_SHOWN && text.startsWith(prefix) ? "…" + text.substring(left) : text;
    }

    private String difference(String actual, String prefix, int n) {
        if (!actual.startsWith(prefix)) {
            return "The text does not begin with the prefix as it was given";
        }
        List<Integer> text = tokens(prefix, Pattern.compile(".", Pattern.DOTALL));
        List<Integer> written = tokens(actual.substring(prefix.length()), TOKEN);
        if (written.size() != n) {
            return "After the prefix there must be " + characters(n) + ", but there are " + written.size()
                    + (actual.contains("<unk>") ? "; <unk> counts as one" : "");
        }
        return reading(text, written);
    }

    /** Finds the first token before which the model had not read the text up to it. */
    private String reading(List<Integer> prefix, List<Integer> written) {
        List<List<Integer>> read = automaton.read();
        List<Integer> text = new ArrayList<>(prefix);
        int last = -1;
        for (int token : written) {
            int at = read.indexOf(text);
            if (at < 0) {
                return "To choose the character after " + quoted(text) + ", the model must have read exactly " + quoted(text)
                        + " since it began, but it had read "
                        + read.stream().skip(last + 1L).findFirst().map(this::quoted)
                                .orElse(last < 0 ? "nothing" : quoted(read.get(last)));
            }
            last = at;
            text.add(token);
        }
        return "The model has read the right characters each time. So look at how the next character is found: "
                + (draws ? "divide the last row of the logits by the temperature, take softmax along axis 1, and draw a token"
                        : "the largest logit of the last row, its index along axis 1, and the vocabulary's "
                                + "token with that index");
    }

    private String quoted(List<Integer> text) {
        int from = Math.max(0, text.size() - LONGEST_SHOWN);
        return text.stream().skip(from).map(vocabulary::getToken)
                .collect(Collectors.joining("", from > 0 ? "\"…" : "\"", "\""));
    }

    private List<Integer> tokens(String text, Pattern token) {
        return token.matcher(text).results().map(match -> (int) vocabulary.getIndex(match.group())).toList();
    }

    private static String characters(int n) {
        return n + (n == 1 ? " character" : " characters");
    }
}
