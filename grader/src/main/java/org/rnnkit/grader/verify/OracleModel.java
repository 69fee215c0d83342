package org.rnnkit.grader.verify;

import ai.djl.modality.nlp.Vocabulary;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.training.Excerpt;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/**
 * The parameters that a submission was trained to, in the reference's network: what that network makes of a text, in
 * doubles and without any code of the submission's.
 */
public final class OracleModel {

    private final Parameters parameters;

    private OracleModel(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Takes the parameters that a training came back with.
     *
     * @param answer what came back
     * @param vocabSize the number of tokens
     * @param numHiddens the number of hidden units
     * @return the model
     * @throws IllegalArgumentException if they are not the parameters of such a network; the message says why
     */
    public static OracleModel of(ProbePayload answer, int vocabSize, int numHiddens) {
        try {
            return new OracleModel(RnnQuestions.answered(answer, vocabSize, numHiddens));
        } catch (AnswerMismatch disagreement) {
            throw new IllegalArgumentException(disagreement.getMessage(), disagreement);
        } catch (RuntimeException malformed) {
            throw new IllegalArgumentException("the parameters did not come back in a form that can be read", malformed);
        }
    }

    /**
     * Returns the perplexity of a text: exp of the mean of −log p(next token). It is read as an epoch of sequential
     * sampling reads it, in batchSize equal stretches from a state of zeros each, and as far as whole minibatches go: what
     * is behind them an epoch leaves out, and a model has hardly seen it.
     *
     * @param tokens the text
     * @param batchSize the number of stretches
     * @param numSteps the length of a minibatch
     * @return the perplexity, from 1 up
     */
    public double perplexity(int[] tokens, int batchSize, int numSteps) {
        int stretch = (tokens.length - 1) / batchSize;
        int read = stretch - stretch % numSteps;
        double loss = IntStream.range(0, batchSize).parallel()
                .mapToDouble(row -> loss(Arrays.copyOfRange(tokens, row * stretch, row * stretch + read + 1)))
                .average().orElseThrow(() -> new GraderException("there is no text to measure on"));
        return Math.exp(loss);
    }

    /** The mean loss of predicting each token of a stretch from those before it. */
    private double loss(int[] stretch) {
        int[] tokens = Arrays.copyOf(stretch, stretch.length - 1);
        double[][][] inputs = Matrix.oneHot(new int[][] {tokens}, parameters.bQ().length);
        double[][] logits = Rnn.logits(inputs, new double[1][parameters.bH().length], parameters);
        return CrossEntropy.mean(logits, Arrays.copyOfRange(stretch, 1, stretch.length));
    }

    /**
     * Goes on from a prefix with the most likely character each time.
     *
     * @param prefix what to go on from
     * @param length how many characters
     * @param vocabulary the characters
     * @return prefix and continuation
     */
    public String write(String prefix, int length, Vocabulary vocabulary) {
        return OracleReader.write(parameters, vocabulary, prefix, length);
    }

    /**
     * Reads the beginning of a text, to be looked at.
     *
     * @param text the text
     * @param vocabulary its characters
     * @return the state and the guesses after each character
     */
    public Excerpt excerpt(String text, Vocabulary vocabulary) {
        OracleReader reading = new OracleReader(parameters);
        return Excerpt.read(text, parameters.bH().length, vocabulary, token -> {
            reading.read(token);
            return reading.seen();
        });
    }
}
