package org.rnnkit.grader.verify;

import ai.djl.modality.nlp.Vocabulary;
import org.rnnkit.grader.worker.training.Excerpt.Seen;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** A network in plain Java that reads a text, token by token. */
final class OracleReader {

    /**
     * How far rounding can move a logit. In a network of Parameters.draw it does not grow from step to step: in 400 of them,
     * read for 72 characters, the logarithm (to 10) of the largest error over this was -3.2 ± 0.1.
     */
    private static final double ROUNDING = 1e-3;

    private final Parameters parameters;
    private double[][] state;
    private double[] logits;

    OracleReader(Parameters parameters) {
        this.parameters = parameters;
        this.state = new double[1][parameters.bH().length];
    }

    /** Reads one more token. */
    void read(int token) {
        double[][] x = Matrix.oneHot(new int[][] {{token}}, parameters.bQ().length)[0];
        state = Rnn.TANH.next(x, state, parameters);
        logits = Matrix.plus(Matrix.times(state, parameters.wHq()), parameters.bQ())[0];
    }

    /** What was seen at the last token. */
    Seen seen() {
        return new Seen(state[0], CrossEntropy.softmax(logits));
    }

    /** The token that is most likely next. */
    int likely() {
        int likely = 0;
        for (int i = 1; i < logits.length; i++) {
            likely = logits[i] > logits[likely] ? i : likely;
        }
        return likely;
    }

    /** How far a token's logit lies below that of the most likely one. */
    double shortfall(int token) {
        return logits[likely()] - logits[token];
    }

    /** Writes on from a prefix. */
    static String write(Parameters parameters, Vocabulary vocabulary, String prefix, int length) {
        OracleReader reading = new OracleReader(parameters);
        for (char c : prefix.toCharArray()) {
            reading.read((int) vocabulary.getIndex(String.valueOf(c)));
        }
        StringBuilder text = new StringBuilder(prefix);
        for (int i = 0; i < length; i++) {
            int next = reading.likely();
            text.append(vocabulary.getToken(next));
            reading.read(next);
        }
        return text.toString();
    }

    /**
     * A text must go on from its prefix with the most likely character each time. Where two are equally likely up to
     * rounding, either is right.
     */
    static void compare(String name, String text, Parameters parameters, Vocabulary vocabulary, String prefix,
            int length) {
        AnswerAssert.that(text != null && text.startsWith(prefix) && text.length() == prefix.length() + length,
                name + " is not the prefix and " + length + " characters more");
        OracleReader reading = new OracleReader(parameters);
        for (int i = 0; i < text.length(); i++) {
            int token = (int) vocabulary.getIndex(String.valueOf(text.charAt(i)));
            if (i >= prefix.length()) {
                AnswerAssert.that(reading.shortfall(token) <= ROUNDING, name + ": '" + text.charAt(i) + "' at place " + i
                        + " after '" + text.substring(0, i) + "', expected '" + vocabulary.getToken(reading.likely()) + "'");
            }
            reading.read(token);
        }
    }
}
