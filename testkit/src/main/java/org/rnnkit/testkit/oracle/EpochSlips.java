package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Slip;
import org.rnnkit.toolkit.EpochResult;

/** The known slips in the numbers of an epoch: the loss of a minibatch, the perplexity and the number of tokens. */
public final class EpochSlips {

    private static final String AVERAGED = "perplexities are averaged: average the losses, then take exp once";
    private static final String EXP_ADDED = "exp is taken of each minibatch's loss, and then once more at the end: add up the "
            + "losses as they are";
    private static final String UNDIVIDED = "the losses are added up, but not divided by the number of tokens";
    private static final String NAN_LEFT_OUT = "a loss that is NaN is left out: every loss counts, so that a training that has "
            + "gone wrong shows";

    private EpochSlips() {}

    /** Returns the wrong losses of a minibatch: factor · mean + summand. */
    public static Slip[] ofLoss(double[][] logits, Minibatch minibatch, double factor, double summand) {
        int[] labels = Minibatch.timeMajor(minibatch.labels());
        int[] batchMajor = Arrays.stream(minibatch.labels()).flatMapToInt(Arrays::stream).toArray();
        double[][] probabilities = Matrix.mapRows(logits, CrossEntropy::softmax);
        return new Slip[] {
            Slip.of("labels are flattened without transposing: logits are time-major, so labels must be too",
                    factor * CrossEntropy.mean(logits, batchMajor) + summand),
            Slip.of("the inputs are taken as labels",
                    factor * CrossEntropy.mean(logits, Minibatch.timeMajor(minibatch.tokens())) + summand),
            Slip.of("softmax is applied to the logits before the loss, which applies it itself",
                    factor * CrossEntropy.mean(probabilities, labels) + summand)};
    }

    /**
     * Returns the wrong perplexities of every known slip.
     *
     * @param losses the mean loss of each minibatch
     * @param minibatches the minibatches
     * @param actual what came out
     * @return the slips
     */
    public static Slip[] ofPerplexity(double[] losses, List<Minibatch> minibatches, EpochResult actual) {
        int[] tokens = minibatches.stream().mapToInt(Minibatch::size).toArray();
        int[] rows = minibatches.stream().mapToInt(minibatch -> minibatch.tokens().length).toArray();
        int[] steps = minibatches.stream().mapToInt(minibatch -> minibatch.tokens()[0].length).toArray();
        int last = losses.length - 1;
        double allTokens = Arrays.stream(tokens).sum();
        double sum = sum(losses, tokens);
        double sumOfMeans = Arrays.stream(losses).sum();
        double meanLoss = sum / allTokens;
        double[] perplexities = Arrays.stream(losses).map(Math::exp).toArray();
        double right = Math.exp(meanLoss);
        boolean exchanged = Double.compare(actual.seconds(), right) == 0
                || Math.abs(actual.seconds() - right) < 1e-3 * right;
        int[] known = IntStream.range(0, losses.length).map(i -> Double.isNaN(losses[i]) ? 0 : tokens[i]).toArray();
        double[] knownLosses = Arrays.stream(losses).map(loss -> Double.isNaN(loss) ? 0 : loss).toArray();
        return new Slip[] {
            Slip.of("perplexity and seconds are exchanged: a result is new EpochResult(perplexity, tokens, seconds)",
                    exchanged ? actual.perplexity() : Double.NaN),
            Slip.of(NAN_LEFT_OUT,
                    Math.exp(sum(knownLosses, known) / Arrays.stream(known).sum())),
            Slip.of("the mean loss is returned, without exp", meanLoss),
            Slip.of("2 is raised to the mean loss: it is a natural logarithm, so take Math.exp", Math.pow(2, meanLoss)),
            Slip.of("the sign is wrong: exp is taken of minus the mean loss", Math.exp(-meanLoss)),
            Slip.of("each minibatch counts the same, however many tokens it has: weight its mean loss by its tokens",
                    Math.exp(sumOfMeans / losses.length)),
            Slip.of(AVERAGED, Arrays.stream(perplexities).average().orElseThrow()),
            Slip.of(AVERAGED, sum(perplexities, tokens) / allTokens),
            Slip.of(EXP_ADDED, Math.exp(sum(perplexities, tokens) / allTokens)),
            Slip.of(EXP_ADDED, Math.exp(Arrays.stream(perplexities).sum() / allTokens)),
            Slip.of("only the last minibatch counts: add up the losses of all", perplexities[last]),
            Slip.of("only the last minibatch's loss is added, but all tokens are counted: add up with +=",
                    Math.exp(losses[last] * tokens[last] / allTokens)),
            Slip.of(UNDIVIDED, Math.exp(sumOfMeans)),
            Slip.of(UNDIVIDED, Math.exp(sum)),
            Slip.of("exp is taken of the sum before it is divided: divide first", Math.exp(sum) / allTokens),
            Slip.of("mean losses are added up and divided by the number of tokens: multiply each by its tokens before",
                    Math.exp(sumOfMeans / allTokens)),
            Slip.of("each mean loss is multiplied by the number of sequences, not by the number of tokens",
                    Math.exp(sum(losses, rows) / allTokens)),
            Slip.of("each mean loss is multiplied by the number of time steps, not by the number of tokens",
                    Math.exp(sum(losses, steps) / allTokens)),
            Slip.of("the sum of losses is divided by the number of minibatches, not of tokens", Math.exp(sum / losses.length))};
    }

    private static double sum(double[] values, int[] weights) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i] * weights[i]).sum();
    }

    /**
     * Returns the wrong numbers of tokens of every known slip.
     *
     * @param losses the mean loss of each minibatch
     * @param minibatches the minibatches of the epoch
     * @return the slips
     */
    public static Slip[] ofTokens(double[] losses, List<Minibatch> minibatches) {
        int[] tokens = minibatches.stream().mapToInt(Minibatch::size).toArray();
        return new Slip[] {
            Slip.of(NAN_LEFT_OUT, IntStream.range(0, tokens.length).map(i -> Double.isNaN(losses[i]) ? 0 : tokens[i]).sum()),
            Slip.of("the sequences are counted, not their tokens",
                    minibatches.stream().mapToInt(minibatch -> minibatch.tokens().length).sum()),
            Slip.of("the time steps are counted, not the tokens: multiply them by the number of sequences",
                    minibatches.stream().mapToInt(minibatch -> minibatch.tokens()[0].length).sum()),
            Slip.of("the minibatches are counted, not their tokens", tokens.length),
            Slip.of("only the last minibatch's tokens are counted: add up with +=", tokens[tokens.length - 1]),
            Slip.of("tokens are never counted", 0)};
    }
}
