package org.rnnkit.grader.verify;

import ai.djl.modality.nlp.Vocabulary;
import org.rnnkit.grader.worker.training.Excerpt.Seen;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** A network in plain Java that reads a text token by token and keeps its state. */
final class OracleReader {

    /**
     * The largest difference of a logit that rounding can explain. In a network with parameters from Parameters.draw the
     * rounding error does not grow from step to step. Measured in 400 such networks, each reading 72 characters: the base-10
     * logarithm of the largest error, divided by this bound, was -3.2 ± 0.1.
     */
    private static final double ROUNDING = 1e-3;

    private final Parameters parameters;
    private double[][] state;
    private double[] logits;

    OracleReader(Parameters parameters) {
        this.parameters = parameters;
        this.state = new double[1][parameters.bH().length];
    }

    /** Reads the next token. */
    void read(int token) {
        double[][] x = Matrix.oneHot(new int[][] {{token}}, parameters.bQ().length)[0];
        state = Rnn.TANH.next(x, state, parameters);
        logits = Matrix.plus(Matrix.times(state, parameters.wHq()), parameters.bQ())[0];
    }

    /** Returns the state and the probabilities after the last token. */
    Seen seen() {
        return new Seen(state[0], CrossEntropy.softmax(logits));
    }

    /** Returns the token that is most likely to come next. */
    int mostLikely() {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    /** Returns how much smaller a token's logit is than the logit of the most likely token. */
    double shortfall(int token) {
        return logits[mostLikely()] - logits[token];
    }

    /** Continues a prefix by this number of characters, with the most likely one each time. */
    static String write(Parameters parameters, Vocabulary vocabulary, String prefix, int length) {
        OracleReader reader = new OracleReader(parameters);
        for (char c : prefix.toCharArray()) {
            reader.read((int) vocabulary.getIndex(String.valueOf(c)));
        }
        StringBuilder text = new StringBuilder(prefix);
        for (int i = 0; i < length; i++) {
            int next = reader.mostLikely();
            text.append(vocabulary.getToken(next));
            reader.read(next);
        }
        return text.toString();
    }

    /**
     * Asserts that a text continues its prefix with the most likely character each time. If two characters are equally likely
     * up to rounding, both are right.
     */
    static void compare(String name, String text, Parameters parameters, Vocabulary vocabulary, String prefix,
            int length) {
        AnswerAssert.that(text != null && text.startsWith(prefix) && text.length() == prefix.length() + length,
                name + " is not the prefix and " + length + " characters more");
        OracleReader reader = new OracleReader(parameters);
        for (int i = 0; i < text.length(); i++) {
            int token = (int) vocabulary.getIndex(String.valueOf(text.charAt(i)));
            if (i >= prefix.length()) {
                AnswerAssert.that(reader.shortfall(token) <= ROUNDING, name + ": '" + text.charAt(i) + "' at place " + i
                        + " after '" + text.substring(0, i) + "', expected '" + vocabulary.getToken(reader.mostLikely()) + "'");
            }
            reader.read(token);
        }
    }
}
