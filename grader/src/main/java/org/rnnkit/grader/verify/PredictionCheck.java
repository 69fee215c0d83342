package org.rnnkit.grader.verify;

import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.CharacterVocabulary;

/** The independent check of step 6. One prefix has a character outside the vocabulary; {@code <unk>} is never predicted. */
final class PredictionCheck implements StepCheck {

    private static final String TEXT = " etaoinETAhrdlu";
    private static final String UNKNOWN = "?";
    private static final double NEVER = -20;

    @Override
    public ProbePayload question(Draw draw, int number) {
        StringBuilder prefix = new StringBuilder();
        if (number == 1) {
            prefix.append(" E");
        }
        for (int i = draw.integer(1, 12); i > 0; i--) {
            prefix.append(TEXT.charAt(draw.integer(0, TEXT.length() - 1)));
        }
        if (number == 0) {
            prefix.append(UNKNOWN).append('e');
        }
        Parameters p = Parameters.draw(draw, TEXT.length() + 1, draw.integer(15, 30));
        p.bQ()[0] = NEVER;
        return RnnQuestions.ask(new ProbePayload().with("text", TEXT).with("prefix", prefix.toString())
                .with("numPredictions", number == 2 ? 0 : draw.integer(10, 60)), p);
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        OracleReader.compare("the text", answer.texts().get("text"), RnnQuestions.of(question),
                CharacterVocabulary.of(TEXT), question.texts().get("prefix"), question.integer("numPredictions"));
    }
}
