package org.rnnkit.grader.training;

import ai.djl.modality.nlp.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.worker.training.Excerpt;
import org.rnnkit.grader.worker.training.ModelOutput;
import org.rnnkit.grader.worker.training.Tensor;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.testkit.oracle.RnnReader;

/**
 * A trained model in plain Java: the reference's network, computed in doubles, with the parameters that a submission has
 * trained. It runs no code of the submission.
 */
public final class OracleModel {

    private static final List<String> NAMES = List.of("W_xh", "W_hh", "b_h", "W_hq", "b_q");

    private final Parameters parameters;

    private OracleModel(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Makes a model with the parameters that a training returned.
     *
     * @throws IllegalArgumentException if the parameters are missing or do not have the right shapes; the message says why
     */
    public static OracleModel of(List<Tensor> parameters, long vocabSize, long numHiddens) {
        int number = parameters == null ? 0 : parameters.size();
        if (number != NAMES.size()) {
            throw new IllegalArgumentException("training returned " + Plural.of(number, "parameter") + ", expected "
                    + NAMES.size());
        }
        List<long[]> shapes = List.of(new long[] {vocabSize, numHiddens}, new long[] {numHiddens, numHiddens},
                new long[] {numHiddens}, new long[] {numHiddens, vocabSize}, new long[] {vocabSize});
        for (int i = 0; i < number; i++) {
            long[] shape = parameters.get(i) == null ? null : parameters.get(i).shape();
            if (!Arrays.equals(shape, shapes.get(i))) {
                throw new IllegalArgumentException("the trained " + NAMES.get(i) + " has the shape "
                        + Arrays.toString(shape) + ", expected " + Arrays.toString(shapes.get(i)));
            }
        }
        return new OracleModel(Parameters.of(parameters.stream().map(Tensor::rows).toList()));
    }

    /**
     * Computes the perplexity of a text: exp of the mean of −log p(next token). The text is read as in an epoch with
     * sequential sampling: in batchSize parts of equal length, each from a state of zeros. Tokens after the last whole
     * minibatch are left out, as in an epoch, because the model has hardly been trained on them.
     *
     * @param batchSize the number of parts
     * @param numSteps the number of tokens in a row of a minibatch
     * @throws GraderException if the text is too short to measure on
     */
    public double perplexity(int[] tokens, int batchSize, int numSteps) {
        int partLength = (tokens.length - 1) / batchSize;
        int readLength = partLength - partLength % numSteps;
        double loss = IntStream.range(0, batchSize).parallel()
                .mapToDouble(row -> loss(Arrays.copyOfRange(tokens, row * partLength, row * partLength + readLength + 1)))
                .average().orElseThrow(() -> new GraderException("there is no text to measure on"));
        return Math.exp(loss);
    }

    /** Computes the mean loss of predicting each token of a part from the tokens before it. */
    private double loss(int[] part) {
        int[] tokens = Arrays.copyOf(part, part.length - 1);
        double[][][] inputs = Matrix.oneHot(new int[][] {tokens}, parameters.bQ().length);
        double[][] logits = Rnn.logits(inputs, new double[1][parameters.bH().length], parameters);
        return CrossEntropy.mean(logits, Arrays.copyOfRange(part, 1, part.length));
    }

    /** Returns a prefix and its continuation by {@code length} characters, the most likely one each time. */
    public String write(String prefix, int length, Vocabulary vocabulary) {
        return RnnReader.write(parameters, vocabulary, prefix, length);
    }

    /** Reads the beginning of a text, for the page of the training: the state and the guesses after each character. */
    public Excerpt excerpt(String text, Vocabulary vocabulary) {
        RnnReader reader = new RnnReader(parameters);
        return Excerpt.read(text, parameters.bH().length, vocabulary, token -> {
            reader.read(token);
            return new ModelOutput(reader.state(), CrossEntropy.softmax(reader.logits()));
        });
    }
}
