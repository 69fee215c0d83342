package org.rnnkit.grader.verify;

import java.util.Map;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.CharacterVocabulary;

/**
 * The independent check of step 6. A network or a hash of all tokens read writes the text. Some prefixes have characters
 * outside the vocabulary, one is empty; in the last question {@code <unk>} may be predicted.
 */
final class PredictionCheck implements StepCheck {

    private static final String TEXT = " etaoinETAhrdlu";
    private static final String UNKNOWN = "?";
    private static final double NEVER = -20;
    private static final int NO_PREDICTIONS = 2;
    private static final int REJECTED = 5;
    private static final int UNKNOWN_WRITTEN = 6;
    private static final int LONG = 100;

    @Override
    public int questions() {
        return 7;
    }

    @Override
    public ProbePayload question(Draw draw, int number) {
        int numPredictions = number == NO_PREDICTIONS ? 0 : draw.integer(10, 60);
        if (number == REJECTED) {
            return new ProbePayload().with("text", TEXT).with("choices", 1).with("least", 1)
                    .with("numPredictions", numPredictions).with("prefix", "").with(Probe.BAD_ARGUMENT, "an empty prefix");
        }
        StringBuilder prefix = new StringBuilder();
        if (number % 2 == 1) {
            prefix.append(" E");
        }
        for (int i = draw.integer(1, 12); i > 0; i--) {
            prefix.append(TEXT.charAt(draw.integer(0, TEXT.length() - 1)));
        }
        if (number < 2) {
            prefix.append(UNKNOWN).append('e');
        } else {
            prefix.append(' ');
        }
        ProbePayload question = new ProbePayload().with("text", TEXT).with("prefix", prefix.toString())
                .with("numPredictions", numPredictions);
        if (number % 2 == 1) {
            return question.with("choices", 1).with("least", 1);
        }
        if (number == UNKNOWN_WRITTEN) { // in 100 of 16 tokens, <unk> is missing with a chance of 0.2 %
            return question.with("choices", 1).with("least", 0).with("numPredictions", LONG);
        }
        Parameters p = Parameters.draw(draw, TEXT.length() + 1, draw.integer(15, 30));
        p.bQ()[0] = NEVER;
        return RnnQuestions.ask(question, p);
    }

    @Override
    public Map<String, Integer> leftOn(ProbePayload question) {
        return question.numbers().containsKey("choices") ? Map.of("the manager given", 0) : Map.of();
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        String text = answer.texts().get("text");
        String prefix = question.texts().get("prefix");
        int numPredictions = question.integer("numPredictions");
        if (question.numbers().containsKey("choices")) {
            HashReader.compare("the text", text, CharacterVocabulary.of(TEXT), question);
            HashReader.compare("the text of a second call", answer.texts().get("second text"),
                    CharacterVocabulary.of(TEXT), question);
        } else {
            RnnQuestions.compareText("the text", text, RnnQuestions.of(question), CharacterVocabulary.of(TEXT), prefix,
                    numPredictions);
        }
    }

    @Override
    public void compareSideEffects(ProbePayload question, ProbePayload answer) {
        if (question.numbers().containsKey("choices")) {
            AnswerAssert.number("the model's arrays left open", answer.numbers().get("open"), 0, 0);
        }
    }
}
