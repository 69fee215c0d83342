package org.rnnkit.grader.verify;

import ai.djl.modality.nlp.Vocabulary;
import java.util.Arrays;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Frequencies;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.CharacterVocabulary;

/**
 * The independent check of step 10. In half of the questions the temperature is so low that the most likely character must
 * be drawn. In the other half the network ignores what it reads, so that all draws have the same probabilities, and the
 * frequencies of the characters are compared with them.
 */
final class TemperatureSamplingCheck implements StepCheck {

    private static final String TEXT = " etaoinETAhrdlu";
    private static final double NEVER = -1_000;
    /** At this temperature a character whose logit is 1e-3 below the largest one has a probability of e^-50. */
    private static final double COLD = 2e-5;
    private static final int MANY = 1_000;
    private static final int MAX_SEED = 1_000_000;

    @Override
    public ProbePayload question(Draw draw, int number) {
        StringBuilder prefix = new StringBuilder();
        for (int i = draw.integer(1, 12); i > 0; i--) {
            prefix.append(TEXT.charAt(draw.integer(0, TEXT.length() - 1)));
        }
        boolean cold = number % 2 == 0;
        Parameters p = Parameters.draw(draw, TEXT.length() + 1, draw.integer(15, 30));
        p.bQ()[0] = NEVER;
        if (!cold) {
            p = new Parameters(p.wXh(), p.wHh(), p.bH(), new double[p.bH().length][p.bQ().length],
                    Matrix.map(new double[][] {p.bQ()}, logit -> 4 * logit)[0]);
        }
        double warm = number % 4 == 1 ? 2 : 0.5;
        return RnnQuestions.ask(new ProbePayload().with("text", TEXT).with("prefix", prefix.toString())
                .with("temperature", cold ? COLD : warm).with("seed", draw.integer(1, MAX_SEED))
                .with("numPredictions", cold ? draw.integer(10, 60) : MANY), p);
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        String text = answer.texts().get("text");
        String prefix = question.texts().get("prefix");
        int length = question.integer("numPredictions");
        Vocabulary vocabulary = CharacterVocabulary.of(TEXT);
        double temperature = question.numbers().get("temperature");
        if (temperature == COLD) {
            OracleReader.compare("the text", text, RnnQuestions.of(question), vocabulary, prefix, length);
            return;
        }
        AnswerAssert.that(text != null && text.startsWith(prefix) && text.length() == prefix.length() + length,
                "the text is not the prefix and " + length + " characters more");
        int[] counts = new int[TEXT.length() + 1];
        text.substring(prefix.length()).chars().forEach(c -> counts[(int) vocabulary.getIndex(Character.toString(c))]++);
        double[] logits = RnnQuestions.of(question).bQ();
        AnswerAssert.that(Frequencies.fit(counts, CrossEntropy.softmax(Arrays.stream(logits).map(y
                -> y / temperature).toArray())),
                "the characters drawn at temperature " + temperature + " do not come as often as softmax(logits / T) says");
    }
}
