package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.given.Automaton;
import org.rnnkit.testkit.given.SplitState;
import org.rnnkit.testkit.given.WrittenText;
import org.rnnkit.testkit.models.ConstantModel;
import org.rnnkit.testkit.models.FailingModel;
import org.rnnkit.testkit.models.ManagerWatch;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.NotImplementedYet;
import org.rnnkit.toolkit.RnnOutput;

/** Tests of step 6: warm-up over the prefix, then the most likely character each time. */
@Tag("step6")
class PredictionTest {

    private static final List<String> TOKENS = List.of("<unk>", " ", "e", "t", "a", "i", "n", "m", "r", "v", "l");

    /**
     * The largest difference between the logits of two computations that round differently. In the state, rounding errors do
     * not grow ({@link Parameters#draw}): each of 19 time steps adds less than 11 · 5 · 6e-8 = 3.3e-6 per unit (sums of 11
     * terms, none above 5), or 1e-5 over 9 units. A logit's weights have a norm below 5, so its error is less than
     * 19 · 1e-5 · 5 = 1e-3, and the difference between two computations less than twice that.
     */
    private static final double ROUNDING = 2e-3;

    private final Vocabulary vocabulary = DefaultVocabulary.builder().optUnknownToken("<unk>").add(TOKENS).build();
    private final Automaton automaton = new Automaton(TOKENS.size());

    @Test
    @Order(1)
    void returnsThePrefixAndTheRequestedNumberOfCharacters(NDManager manager) {
        check("time", 12, manager);
    }

    @ParameterizedTest(name = "prefix \"{0}\"")
    @ValueSource(strings = {"time", "time traveller", "t", "at", "lllll", " time", "time ", " "})
    @Order(2)
    void continuesFromTheWholePrefix(String prefix, NDManager manager) {
        check(prefix, 20, manager);
    }

    @Test
    void continuesFromALongPrefix(NDManager manager) {
        check("time traveller, I mean: ".repeat(13), 20, manager);
    }

    /** More than a byte counts. Code that is wrong for a few characters may take very long for many. */
    @Test
    void writesManyCharacters(NDManager manager) {
        check("time", 12, manager);
        check("time", 270, manager);
    }

    @Test
    void returnsOnlyThePrefixForZeroPredictions(NDManager manager) {
        check("time", 0, manager);
    }

    @Test
    void writesASingleCharacter(NDManager manager) {
        check("time t", 1, manager);
    }

    /** The vocabulary has t and i, but not T or I. */
    @ParameterizedTest(name = "prefix \"{0}\"")
    @ValueSource(strings = {"tiZme", "Q", "tim#", "TIme", "ti\nme\t"})
    @Order(3)
    void readsACharacterThatTheVocabularyLacksAsUnknown(String prefix, NDManager manager) {
        check(prefix, 8, manager);
    }

    @Test
    void writesTheSameTextAgain(NDManager manager) {
        String first = Prediction.predict("time", 20, automaton, vocabulary, manager);
        String second = Prediction.predict("time", 20, automaton, vocabulary, manager);
        Expect.that(Objects.equals(first, second), "two calls with the same arguments write different texts: take the most "
                + "likely character, and draw nothing");
    }

    @Test
    void countsAWrittenUnknownAsOneCharacter(NDManager manager) {
        Automaton withUnknown = Automaton.withUnknown(TOKENS.size());
        check("time", 40, withUnknown, manager); // <unk> is written four times
        check("mane t", 12, withUnknown, manager);
    }

    /** Whoever reads the text again finds < and > where the model has written the unknown token. */
    @Test
    void readsAWrittenUnknownAsOneTokenThoughItsLettersAreTokens(NDManager manager) {
        Vocabulary letters = DefaultVocabulary.builder().optUnknownToken("<unk>").add(TOKENS).add(List.of("<", ">")).build();
        Automaton withUnknown = Automaton.withUnknown((int) letters.size());
        WrittenText.ofMostLikely(withUnknown, letters).check("predict(\"time\", 60)", "time", 60,
                () -> Prediction.predict("time", 60, withUnknown, letters, manager));
    }

    @ParameterizedTest(name = "{0} predictions")
    @ValueSource(ints = {5, 0})
    void rejectsAnEmptyPrefix(int numPredictions, NDManager manager) throws Throwable {
        Expect.illegalArgument("predict with an empty prefix" + (numPredictions == 0 ? " and 0 predictions" : ""),
                () -> Prediction.predict("", numPredictions, automaton, vocabulary, manager));
    }

    @Test
    void worksForAVocabularyOfOneLetter(NDManager manager) {
        Vocabulary one = DefaultVocabulary.builder().optUnknownToken("<unk>").add(List.of("<unk>", "e")).build();
        String text = Prediction.predict("time", 5, new ConstantModel(2, 1), one, manager);
        Expect.difference("timeeeeee".equals(text), () -> "predict(\"time\", 5) with a vocabulary of <unk> and e, and a model "
                + "that always guesses e, gives \"" + text + "\"");
    }

    /** Its indices need more than a byte or a short, and the unknown token does not have the index 0. */
    @ParameterizedTest(name = "vocabSize {0}")
    @ValueSource(ints = {302, 40_000})
    void worksForALargeVocabulary(int vocabSize, NDManager manager) {
        List<String> tokens = IntStream.rangeClosed('À', 'À' + vocabSize - 2).mapToObj(Character::toString).toList();
        Vocabulary large = DefaultVocabulary.builder().add(tokens).add(List.of("<unk>")).optUnknownToken("<unk>").build();
        check("time", 1, manager); // so that an index that is kept is that of another vocabulary
        WrittenText texts = WrittenText.ofMostLikely(Automaton.withUnknownLast((int) large.size()), large, vocabulary);
        for (String prefix : List.of("ÀÖØöøÿ", "ÿ time")) {
            texts.check("predict(\"" + prefix + "\", 30)", prefix, 30,
                    () -> Prediction.predict(prefix, 30, texts.model(), large, manager));
        }
    }

    @Test
    void takesTheLargestLogitHoweverLowItIs(NDManager manager) {
        check("time", 20, Automaton.withLowLogits(TOKENS.size()), manager);
    }

    @Test
    void takesTheLargestLogitHoweverHighItIs(NDManager manager) {
        check("time", 20, Automaton.withHighLogits(TOKENS.size()), manager);
    }

    /** The model writes each character twenty times, as one with little training does, and then another one. */
    @Test
    void asksTheModelForEveryCharacter(NDManager manager) {
        LanguageModel inRuns = new WrappedModel(automaton) {
            @Override
            public RnnOutput forward(NDArray tokens, NDList state) {
                int read = (int) state.get(0).getFloat();
                NDManager owner = state.getManager();
                int[] next = IntStream.rangeClosed(read + 1, read + (int) tokens.size()).map(n -> 1 + n / 20).toArray();
                return new RnnOutput(owner.create(next).oneHot(TOKENS.size()),
                        new NDList(owner.full(new Shape(1, 1), read + tokens.size())));
            }
        };
        String expected = "time" + " ".repeat(16) + "e".repeat(20) + "tttt";
        String text = Prediction.predict("time", 40, inRuns, vocabulary, manager);
        Expect.result("the text of a model that repeats itself", expected.equals(text), Map.of("after some "
                + "equal characters the model is asked no more: however often it repeats itself, each character is the most "
                + "likely one for the state after all before it", text != null && text.matches("time( {40}| {16}e{24})")),
                () -> "predict(\"time\", 40) gives \"" + text + "\",\nexpected \"" + expected + "\"");
    }

    @Test
    void startsWithANewStateAtEveryCall(NDManager manager) {
        check("tail", 6, manager);
        check("mane", 6, manager);
        check("tail", 6, manager);
    }

    /** The arguments are the same but for the model, so what the first call has kept in a field shows. */
    @Test
    void usesNothingOfAnEarlierCallWithAnotherModel(NDManager manager) {
        String first = Prediction.predict("tail", 6, automaton, vocabulary, manager);
        Automaton other = Automaton.withUnknown(TOKENS.size());
        String second = Prediction.predict("tail", 6, other, vocabulary, manager);
        Expect.that(!Objects.equals(first, second), "what predict(\"tail\", 6) returns is the text of an earlier call with "
                + "another model: keep nothing in a static field");
        check("tail", 6, other, manager);
    }

    @Test
    @Order(4)
    void leavesNoArrayOnTheManagerAndKeepsItOpen(NDManager manager) {
        int before = manager.getManagedArrays().size();
        ManagerWatch watch = new ManagerWatch(automaton);
        Prediction.predict("time", 30, watch, vocabulary, manager);
        Expect.that(manager.isOpen(), "predict closed the manager that it was given");
        Expect.ownership(watch.allAreClosed(manager), () -> "a manager that predict has opened is still open afterwards: open "
                + "it in try (NDManager sub = manager.newSubManager()), which closes it");
        int left = manager.getManagedArrays().size() - before;
        Expect.nothingLeft("predict", left, "the manager given", ": make them on a sub-manager "
                + "(try (NDManager sub = manager.newSubManager())) or in an NDScope, and close that");
        Expect.ownership(automaton.alive() == 0, () -> automaton.alive() + " of the model's states and logits are still alive "
                + "after predict: a sub-manager or scope was not closed");
    }

    /** The model fails in the middle of the text. The step may pass the exception on, or handle it. */
    @Test
    void leavesNoArrayOnTheManagerAfterAnException(NDManager manager) {
        ManagerWatch failing = new ManagerWatch(new FailingModel(automaton, 3));
        int before = manager.getManagedArrays().size();
        automaton.newCall();
        try {
            Prediction.predict("time", 30, failing, vocabulary, manager);
        } catch (NotImplementedYet stub) {
            throw stub;
        } catch (RuntimeException thrown) {
            Expect.that(manager.isOpen(), "predict closed the manager that it was given, after an exception in the model");
        }
        Expect.ownership(failing.allAreClosed(manager), () -> "after an exception in the model, a manager that predict has "
                + "opened stays open: open it in try (NDManager sub = manager.newSubManager()), which closes it after an "
                + "exception, too");
        Expect.nothingLeft("after an exception in the model, predict", manager.getManagedArrays().size() - before,
                "the manager given", ": open the sub-manager in try (NDManager sub = manager.newSubManager()), which closes it "
                + "after an exception, too");
        Expect.ownership(automaton.alive() == 0, () -> automaton.alive() + " of the model's states and logits are still alive "
                + "after an exception in the model: close the sub-manager or scope with try (...)");
    }

    @Test
    void makesItsArraysBelowTheManagerGiven(NDManager manager) {
        ManagerWatch watch = new ManagerWatch(automaton);
        automaton.newCall();
        Prediction.predict("time", 5, watch, vocabulary, manager);
        Expect.ownership(watch.allAreBelow(manager), () -> "predict makes the tokens or the state on a manager that does not "
                + "belong to the one given: use manager.newSubManager(), so that whoever closes the one given closes all");
    }

    /** Like many models, this one begins with its parameters, so results belong to its manager, the one given. */
    @Test
    void leavesNothingOfAModelWhoseManagerIsGiven(NDManager manager, Draw draw) {
        LanguageModel net = Parameters.draw(draw, TOKENS.size(), 5).network(manager);
        int before = manager.getManagedArrays().size();
        Prediction.predict("time", 5, net, vocabulary, manager);
        int left = manager.getManagedArrays().size() - before;
        Expect.nothingLeft("predict", left, "the manager given, which is the model's, too", ": results that begin with a "
                + "parameter belong to the model's manager, and only an NDScope closes them");
    }

    @Test
    void writesTheMostLikelyCharactersOfANetwork(NDManager manager, Draw draw) {
        for (int i = 0; i < 4; i++) {
            checkNetwork(Parameters.draw(draw, TOKENS.size(), 9).network(manager), manager);
        }
    }

    @Test
    void worksForAStateOfTwoArrays(NDManager manager, Draw draw) {
        for (int i = 0; i < 8; i++) { // by chance, a network may write the same with half of its state lost
            checkNetwork(SplitState.handedOnWhole(Parameters.draw(draw, TOKENS.size(), 9).network(manager)), manager);
        }
    }

    /** The model's parameters are always the same, because it is not known how others treat rounding. */
    @Test
    @Tag("same-with-every-seed")
    void worksForTheConciseModel(NDManager manager) {
        new Draw(1, "concise").seedEngine();
        checkNetwork(new ConciseRnnModel(manager, TOKENS.size(), 8), manager);
    }

    @Test
    void doesNotChangeTheParameters(NDManager manager, Draw draw) {
        LanguageModel net = Parameters.draw(draw, TOKENS.size(), 5).network(manager);
        List<NDArray> parameters = List.copyOf(net.parameters());
        List<double[]> before = Expect.values(net.parameters());
        Prediction.predict("time", 5, net, vocabulary, manager);
        for (int i = 0; i < before.size(); i++) {
            Expect.array("parameter " + i + " of the model", parameters.get(i))
                    .isUnchanged(before.get(i), "predict");
            Expect.that(parameters.get(i).hasGradient(), "predict takes the gradient of a parameter away, so that training "
                    + "can't go on");
        }
    }

    private void check(String prefix, int n, NDManager manager) {
        check(prefix, n, automaton, manager);
    }

    private void check(String prefix, int n, Automaton model, NDManager manager) {
        String shown = prefix.length() > 40 ? "…" + prefix.substring(prefix.length() - 16) : prefix;
        WrittenText.ofMostLikely(model, vocabulary).check("predict(\"" + shown + "\", " + n + ")", prefix, n,
                () -> predict(prefix, n, model, manager));
    }

    private String predict(String prefix, int n, LanguageModel model, NDManager manager) {
        try {
            return Prediction.predict(prefix, n, model, vocabulary, manager);
        } catch (IllegalArgumentException refused) {
            StackTraceElement thrower = refused.getStackTrace()[0];
            Expect.that(!thrower.getClassName().equals(Prediction.class.getName()), () -> "line " + thrower.getLineNumber()
                    + " of Prediction refuses the prefix \"" + prefix + "\" with an IllegalArgumentException: only the empty "
                    + "prefix is refused, since any character, also a space, can be continued");
            throw refused;
        }
    }

    /**
     * Checks that every character is the most likely one for the network when it reads the whole text at once. Reading one
     * character at a time rounds differently, so a character with almost the same logit is accepted, too.
     */
    private void checkNetwork(LanguageModel net, NDManager manager) {
        String prefix = "time";
        String actual = Prediction.predict(prefix, 15, net, vocabulary, manager);
        int[] read = Pattern.compile("<unk>|.").matcher(actual).results()
                .mapToInt(token -> (int) vocabulary.getIndex(token.group())).toArray();
        Expect.difference(actual.startsWith(prefix) && read.length == prefix.length() + 15,
                () -> "predict(\"time\", 15) returned \"" + actual + "\", expected \"time\" and 15 tokens after it");
        RnnOutput output = net.forward(manager.create(new int[][] {read}), net.beginState(manager, 1));
        double[] logits = Expect.values(output.logits());
        StringBuilder expected = new StringBuilder(prefix);
        for (int i = prefix.length(); i < read.length; i++) {
            double[] row = Arrays.copyOfRange(logits, (i - 1) * TOKENS.size(), i * TOKENS.size());
            double most = Arrays.stream(row).max().orElseThrow();
            expected.append(vocabulary.getToken(row[read[i]] >= most - ROUNDING ? read[i] : indexOf(row, most)));
        }
        Expect.text("what predict writes with a network", actual, expected.toString());
    }

    private static int indexOf(double[] row, double value) {
        return IntStream.range(0, row.length).filter(i -> row[i] == value).findFirst().orElseThrow();
    }
}
