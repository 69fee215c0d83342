package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.given.GivenNetwork;
import org.rnnkit.testkit.given.TextCall;
import org.rnnkit.testkit.models.FailingModel;
import org.rnnkit.testkit.oracle.RnnReader;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.NotImplementedYet;

/** Tests of step 6: warm-up over the prefix, then the most likely character each time. */
@Tag("step6")
class PredictionTest {

    @Test
    @Order(1)
    void returnsThePrefixAndTheRequestedNumberOfCharacters(NDManager manager, Draw draw) {
        check("time", 12, manager, draw);
    }

    @Test
    @Order(2)
    void continuesFromTheWholePrefix(NDManager manager, Draw draw) {
        check(" time traveller ", 20, manager, draw);
    }

    @Test
    @Order(3)
    void returnsOnlyThePrefixForZeroPredictions(NDManager manager, Draw draw) {
        check("time", 0, manager, draw);
    }

    @Test
    @Order(4)
    void continuesFromASingleCharacter(NDManager manager, Draw draw) {
        check("t", 12, manager, draw);
    }

    /** The vocabulary has t and i, but not T or I. */
    @Test
    @Order(5)
    void readsACharacterThatTheVocabularyLacksAsUnknown(NDManager manager, Draw draw) {
        check("TIme #1", 12, manager, draw);
    }

    private static void check(String prefix, int length, NDManager manager, Draw draw) {
        PredictionCase.check(TextCall.of("predict", prefix, length, TextCall.smallLogits(), draw, manager));
    }

    @Test
    void writesTheSameTextAgain(NDManager manager, Draw draw) {
        TextCall call = TextCall.of("predict", "time", 12, TextCall.smallLogits(), draw, manager);
        String first = Prediction.predict(call.prefix(), call.length(), call.net(), call.vocabulary(), call.manager());
        String second = Prediction.predict(call.prefix(), call.length(), call.net(), call.vocabulary(), call.manager());
        Expect.that(Objects.equals(first, second), "two calls with the same arguments write different texts: take the most "
                + "likely character, and draw nothing");
    }

    @Test
    void rejectsAnEmptyPrefix(NDManager manager, Draw draw) throws Throwable {
        for (int length : new int[] {12, 0}) {
            TextCall call = TextCall.of("predict", "", length, TextCall.smallLogits(), draw, manager);
            Expect.illegalArgument("predict with an empty prefix" + (length == 0 ? " and 0 predictions" : ""),
                    () -> Prediction.predict("", length, call.net(), call.vocabulary(), call.manager()));
        }
    }

    /** The model fails in the middle of the text. The step may pass the exception on, or handle it. */
    @Test
    void leavesNoArrayOnTheManagerAfterAnException(NDManager manager, Draw draw) {
        TextCall call = TextCall.of("predict", "time", 12, TextCall.smallLogits(), draw, manager);
        LanguageModel failing = new FailingModel(call.net(), 6);
        try {
            Prediction.predict(call.prefix(), call.length(), failing, call.vocabulary(), call.manager());
        } catch (NotImplementedYet stub) {
            throw stub;
        } catch (RuntimeException thrown) {
            Expect.that(call.manager().isOpen(), "predict closed the manager given, after an exception in the model");
        }
        Expect.nothingLeft("after an exception in the model, predict", call.manager().getManagedArrays().size(),
                "the manager given", ": open the sub-manager in try (NDManager sub = manager.newSubManager()), which closes it "
                + "after an exception, too");
        call.leavesNothingOpen("an exception in the model");
    }

    /** Here the state is one of DJL's own block. */
    @Test
    void writesTheMostLikelyCharactersOfANetwork(NDManager manager) {
        Vocabulary vocabulary = CharacterVocabulary.of("time traveller");
        LanguageModel net = new ConciseRnnModel(manager, (int) vocabulary.size(), 8);
        String actual = Prediction.predict("time", 12, net, vocabulary, manager);
        Expect.text("what predict writes with a network", actual, RnnReader.writeAs(String.valueOf(actual),
                GivenNetwork.parameters(net), vocabulary, "time", 12), () -> new Slip[0], () -> "");
    }

    @Test
    @Order(6)
    void keepsItsPromisesInEveryDrawnCase(Draw draw) {
        DrawnCases.check(PredictionCase.class, draw);
    }
}
