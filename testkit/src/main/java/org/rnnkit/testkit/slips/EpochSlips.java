package org.rnnkit.testkit.slips;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.oracle.EpochValues;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.toolkit.EpochResult;

/** The wrong results of an epoch whose training is right: the perplexity and the number of tokens with each known slip. */
public final class EpochSlips {

    private EpochSlips() {}

    /**
     * Returns the wrong perplexities of every known slip.
     *
     * @param right the right epoch
     * @param minibatches its minibatches
     * @param actual what came out
     * @return the slips
     */
    public static Slip[] ofPerplexity(EpochValues right, List<Minibatch> minibatches, EpochResult actual) {
        double[] losses = right.losses();
        int[] tokens = right.sizes();
        int[] rows = minibatches.stream().mapToInt(minibatch -> minibatch.tokens().length).toArray();
        int[] steps = minibatches.stream().mapToInt(minibatch -> minibatch.tokens()[0].length).toArray();
        int last = losses.length - 1;
        double allTokens = Arrays.stream(tokens).sum();
        double allRows = Arrays.stream(rows).sum();
        double sum = sum(losses, tokens);
        double sumOfMeans = Arrays.stream(losses).sum();
        double meanLoss = sum / allTokens;
        double[] perplexities = Arrays.stream(losses).map(Math::exp).toArray();
        long whole = 0;
        for (int i = 0; i <= last; i++) {
            whole += (long) (losses[i] * tokens[i]);
        }
        boolean exchanged = Math.abs(actual.seconds() - right.perplexity()) < 1e-3 * right.perplexity();
        return new Slip[] {
            Slip.of("perplexity and seconds are exchanged: a result is new EpochResult(perplexity, tokens, seconds)",
                    exchanged ? actual.perplexity() : Double.NaN),
            Slip.of("the mean loss is returned, without exp", meanLoss),
            Slip.of("the sign is wrong: exp is taken of minus the mean loss", Math.exp(-meanLoss)),
            Slip.of("2 is raised to the mean loss; the loss is in nats, so it is exp", Math.pow(2, meanLoss)),
            Slip.of("each minibatch counts the same, however many tokens it has: weight its mean loss by its tokens",
                    Math.exp(sumOfMeans / losses.length)),
            Slip.of("each minibatch is weighted by its number of sequences: weight its mean loss by its tokens",
                    Math.exp(sum(losses, rows) / allRows)),
            Slip.of("perplexities are averaged: average the losses, then take exp once",
                    Arrays.stream(perplexities).average().orElseThrow()),
            Slip.of("perplexities are averaged: average the losses, then take exp once",
                    sum(perplexities, tokens) / allTokens),
            Slip.of("only the last minibatch counts: add up the losses of all", perplexities[last]),
            Slip.of("only the first minibatch counts: add up the losses of all", perplexities[0]),
            Slip.of("only the last minibatch's loss is added, but all tokens are counted: add up with +=",
                    Math.exp(losses[last] * tokens[last] / allTokens)),
            Slip.of("the losses are added up, but not divided by the number of tokens", Math.exp(sumOfMeans)),
            Slip.of("the losses are added up, but not divided by the number of tokens", Math.exp(sum)),
            Slip.of("exp is taken of the sum before it is divided: divide first", Math.exp(sum) / allTokens),
            Slip.of("exp is taken of the sum before it is divided: divide first", Math.exp(sumOfMeans) / losses.length),
            Slip.of("mean losses are added up and divided by the number of tokens: multiply each by its tokens before",
                    Math.exp(sumOfMeans / allTokens)),
            Slip.of("each mean loss is multiplied by the number of sequences, not by the number of tokens",
                    Math.exp(sum(losses, rows) / allTokens)),
            Slip.of("each mean loss is multiplied by the number of time steps, not by the number of tokens",
                    Math.exp(sum(losses, steps) / allTokens)),
            Slip.of("the sum of losses is divided by the number of minibatches, not of tokens", Math.exp(sum / losses.length)),
            Slip.of("the sum of losses is a whole number: it must be a double", Math.exp(whole / allTokens)),
            Slip.of("the sum of losses is a whole number: it must be a double", Math.exp(whole / (long) allTokens))};
    }

    private static double sum(double[] values, int[] weights) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i] * weights[i]).sum();
    }

    /**
     * Returns the wrong numbers of tokens of every known slip.
     *
     * @param minibatches the minibatches of the epoch
     * @param vocabSize the number of tokens in the vocabulary
     * @return the slips
     */
    public static Slip[] ofTokens(List<Minibatch> minibatches, int vocabSize) {
        int[] tokens = minibatches.stream().mapToInt(m -> m.tokens().length * m.tokens()[0].length).toArray();
        int last = tokens.length - 1;
        int all = Arrays.stream(tokens).sum();
        return new Slip[] {
            Slip.of("the sequences are counted, not their tokens",
                    minibatches.stream().mapToInt(minibatch -> minibatch.tokens().length).sum()),
            Slip.of("the time steps are counted, not the tokens: multiply them by the number of sequences",
                    minibatches.stream().mapToInt(minibatch -> minibatch.tokens()[0].length).sum()),
            Slip.of("the minibatches are counted, not their tokens", tokens.length),
            Slip.of("only the last minibatch's tokens are counted: add up with +=", tokens[last]),
            Slip.of("only the first minibatch's tokens are counted: add up those of all", tokens[0]),
            Slip.of("the last minibatch's tokens are left out", all - tokens[last]),
            Slip.of("the first minibatch's tokens are left out", all - tokens[0]),
            Slip.of("each minibatch is counted as if it were as large as the first", tokens[0] * tokens.length),
            Slip.of("the logits' values are counted: size() of the logits has the vocabulary's size as a factor",
                    all * vocabSize),
            Slip.of("tokens are never counted", 0)};
    }

    /**
     * Returns the wrong norms of the gradients that the updater gets, one for each of its calls.
     *
     * @param right the right epoch, without updates
     * @param actual what came out
     * @return the slips
     */
    public static List<Slip> ofNorms(EpochValues right, double[] actual) {
        double[] clipped = right.clippedNorms();
        double[] first = clipped.clone();
        first[0] = right.norms()[0];
        double[] late = new double[clipped.length];
        System.arraycopy(clipped, 0, late, 1, clipped.length - 1);
        double theta = Arrays.stream(actual).max().orElse(1);
        double[] toTheta = Arrays.stream(right.norms()).map(norm -> Math.min(norm, theta)).toArray();
        boolean otherTheta = theta > 1e-3 && Math.abs(theta - 1) > 1e-2
                && Arrays.stream(right.norms()).anyMatch(norm -> norm > theta * 1.01);
        return List.of(
                new Slip("the gradients are zero: backward did not run before the update, or they were set to zero between "
                        + "backward and the update", new double[clipped.length]),
                new Slip("the first minibatch's gradients are not clipped: call GradientClipping.clip for every minibatch",
                        first),
                new Slip("the updater is called before backward, so that it gets the gradients of the minibatch before", late),
                new Slip("gradients are clipped to a norm of " + ShortNumber.of(Math.round(1000 * theta) / 1000.0)
                        + " instead of 1", otherTheta ? toTheta : new double[0]));
    }
}
