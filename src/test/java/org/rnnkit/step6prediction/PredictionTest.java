package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.given.Automaton;
import org.rnnkit.given.GivenRnn;
import org.rnnkit.given.TwoPartState;
import org.rnnkit.grading.Draw;
import org.rnnkit.grading.Expect;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** Step 6: warm-up over the prefix, then the most likely character each time. */
@Tag("step6")
class PredictionTest {

    private static final List<String> TOKENS = List.of("<unk>", " ", "e", "t", "a", "i", "n", "m", "r", "v", "l");

    private final Vocabulary vocabulary = DefaultVocabulary.builder().optUnknownToken("<unk>").add(TOKENS).build();
    private final Automaton automaton = new Automaton(TOKENS.size());

    @Test
    @Order(1)
    void returnsThePrefixAndAsManyCharactersAsAsked(NDManager manager) {
        String text = Prediction.predict("time", 12, automaton, vocabulary, manager);
        Expect.that(text != null, "predict returned null");
        Expect.that(text.startsWith("time"), "the result must begin with the prefix \"time\", but is \"" + text + "\"");
        Expect.that(text.length() == 16, "after the prefix \"time\" there must be 12 characters, but there are "
                + (text.length() - 4) + ": \"" + text + "\"");
    }

    @ParameterizedTest(name = "prefix \"{0}\"")
    @ValueSource(strings = {"time", "time traveller", "t", "at", "lllll", " time", "time ", " "})
    @Order(2)
    void goesOnFromEverythingThatItHasRead(String prefix, NDManager manager) {
        check(prefix, 20, manager);
    }

    @Test
    void writesNothingMoreWhenZeroCharactersAreAsked(NDManager manager) {
        check("time", 0, manager);
    }

    @Test
    void writesASingleCharacter(NDManager manager) {
        check("time t", 1, manager);
    }

    @Test
    @Order(3)
    void takesACharacterThatTheVocabularyLacksAsUnknown(NDManager manager) {
        check("tiZme", 8, manager);
        check("Q", 8, manager);
        check("tim#", 8, manager);
        check("TIme", 8, manager); // the vocabulary has t and i, but neither T nor I
    }

    @Test
    void refusesAnEmptyPrefix(NDManager manager) throws Throwable {
        Expect.illegalArgument("predict with an empty prefix",
                () -> Prediction.predict("", 5, automaton, vocabulary, manager));
    }

    @Test
    void beginsAnewAtEveryCall(NDManager manager) {
        check("tail", 6, manager);
        check("mane", 6, manager);
        check("tail", 6, manager);
    }

    @Test
    void leavesNothingOnTheManagerAndKeepsItOpen(NDManager manager) {
        int before = manager.getManagedArrays().size();
        Prediction.predict("time", 30, automaton, vocabulary, manager);
        Expect.that(manager.isOpen(), "predict closed the manager that it was given");
        int left = manager.getManagedArrays().size() - before;
        Expect.that(left == 0, "predict left " + left + " arrays on the manager given: make them on a sub-manager "
                + "(try (NDManager sub = manager.newSubManager())) or in an NDScope, and close that");
        Expect.that(automaton.alive() == 0, () -> automaton.alive() + " of the model's states and logits are still alive "
                + "after predict: a sub-manager or scope was not closed");
    }

    @Test
    void takesTheMostLikelyCharacterOfANetwork(NDManager manager, Draw draw) {
        for (int i = 0; i < 4; i++) {
            checkNetwork(new GivenRnn(manager, GivenRnn.draw(draw, TOKENS.size(), 9)), manager);
        }
    }

    @Test
    void worksForAStateOfTwoArrays(NDManager manager, Draw draw) {
        for (int i = 0; i < 8; i++) { // a network may happen to write the same with half of its state lost
            checkNetwork(new TwoPartState(new GivenRnn(manager, GivenRnn.draw(draw, TOKENS.size(), 9))), manager);
        }
    }

    @Test
    void worksForTheConciseModelToo(NDManager manager) {
        checkNetwork(new ConciseRnnModel(manager, TOKENS.size(), 8), manager);
    }

    @Test
    void changesNoParameter(NDManager manager, Draw draw) {
        LanguageModel net = new GivenRnn(manager, GivenRnn.draw(draw, TOKENS.size(), 5));
        List<double[]> before = Expect.values(net.parameters());
        Prediction.predict("time", 5, net, vocabulary, manager);
        for (int i = 0; i < before.size(); i++) {
            Expect.array("parameter " + i + " of the model", net.parameters().get(i))
                    .isUnchanged(before.get(i), "predict");
        }
    }

    private void check(String prefix, int numPredictions, NDManager manager) {
        String expected = automaton.text(prefix, numPredictions, vocabulary);
        String actual = Prediction.predict(prefix, numPredictions, automaton, vocabulary, manager);
        Expect.text("predict(\"" + prefix + "\", " + numPredictions + ")", actual, expected,
                slip(prefix, numPredictions, actual));
    }

    /** The mistake in words, where the wrong text is just what it gives. */
    private String slip(String prefix, int n, String actual) {
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
        for (Map.Entry<String, String> entry : known.entrySet()) {
            if ((prefix + entry.getValue()).equals(actual)) {
                return entry.getKey();
            }
        }
        String written = goOn(whole, n);
        if (written.equals(actual)) {
            return "only what is written is returned: the prefix is missing";
        }
        return actual != null && actual.endsWith(written)
                ? "the prefix does not come back as it was given" : "";
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

    /** Every prediction after the first reads one character from the same state. */
    private String goOnWithout(int first, int n, int from) {
        StringBuilder text = new StringBuilder();
        for (int at = first, i = 0; i < n; i++) {
            text.append(vocabulary.getToken(automaton.likely(at)));
            at = Automaton.next(from, automaton.likely(at));
        }
        return text.toString();
    }

    private void checkNetwork(LanguageModel net, NDManager manager) {
        String expected = greedy(net, "time", 15, manager);
        String actual = Prediction.predict("time", 15, net, vocabulary, manager);
        Expect.text("predict(\"time\", 15)", actual, expected, "");
    }

    private String greedy(LanguageModel net, String prefix, int n, NDManager manager) {
        StringBuilder text = new StringBuilder(prefix);
        NDList state = net.beginState(manager, 1);
        double[] scores = {};
        int token = 0;
        for (int i = 0; i < prefix.length() + n; i++) {
            if (i < prefix.length()) {
                token = token(prefix, i);
            } else {
                token = argMax(scores);
                text.append(vocabulary.getToken(token));
            }
            NDArray input = manager.create(new int[][] {{token}});
            RnnOutput output = net.forward(input, state);
            state = output.state();
            scores = Expect.values(output.logits());
        }
        return text.toString();
    }

    private static int argMax(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
