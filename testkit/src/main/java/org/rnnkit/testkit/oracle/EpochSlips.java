package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Deviation;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.toolkit.EpochResult;

/** An epoch with each known slip: the state, the loss and the gradients of a minibatch, and the epoch's numbers. */
public final class EpochSlips {

    private static final String OF_THE_STATE = " of the state is kept; keep every array of output.state()";
    private static final String AVERAGED = "perplexities are averaged: average the losses, then take exp once";
    private static final String EXP_ADDED = "exp is taken of each minibatch's loss, and then once more at the end: add up the "
            + "losses as they are";
    private static final String UNDIVIDED = "the losses are added up, but not divided by the number of tokens";
    private static final String DIVIDED_LATE = "exp is taken of the sum before it is divided: divide first";
    private static final String NAN_LEFT_OUT = "a loss that is NaN is left out: every loss counts, so that a training that has "
            + "gone wrong shows";
    private static final String WHOLE = "the sum of losses is a whole number: it must be a double";
    private static final String MEAN_ALREADY = " before backward, but it is a mean already";

    private EpochSlips() {}

    private enum OfState implements Deviation {
        BEGUN_AGAIN("every minibatch begins with the first state: with sequential sampling keep output.state(), the state "
                + "after a minibatch, for the next one"),
        KEPT("the state of the minibatch before is kept; with random sampling each minibatch begins with a new state"),
        EXCHANGED("the samplings are exchanged: keep the state with SEQUENTIAL, and begin a new one with RANDOM"),
        FIRST_KEPT("the state after the first minibatch is kept for all others: keep the newest one"),
        OTHER_STEPS("with sequential sampling, the state begins again where a minibatch has another number of time steps than "
                + "the one before: keep it, because only the number of sequences must stay the same"),
        FIRST_ARRAY("only the first array" + OF_THE_STATE),
        LAST_ARRAY("only the last array" + OF_THE_STATE),
        TWO_ARRAYS("only the first two arrays" + OF_THE_STATE + ", however many there are"),
        ZEROS("a new state is made of zeros: begin with what net.beginState returns, since a model may begin with other "
                + "numbers"),
        ZEROS_KEPT("zeros are kept in the place of the state: keep the numbers of output.state()");

        private final String words;

        OfState(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        private double[] of(StateSources s) {
            double[] kept = s.returned().isEmpty() ? s.begun() : s.returned().get(s.returned().size() - 1);
            boolean isKept = s.isSequential() && !s.returned().isEmpty();
            double[] right = s.isSequential() ? kept : s.begun();
            int parts = s.parts();
            return switch (this) {
                case BEGUN_AGAIN -> s.begun();
                case KEPT -> kept;
                case EXCHANGED -> s.isSequential() ? s.begun() : kept;
                case FIRST_KEPT -> isKept ? s.returned().get(0) : right;
                case OTHER_STEPS -> s.hasOtherSteps() ? s.begun() : right;
                case FIRST_ARRAY -> arrays(right, s.begun(), parts, part -> part == 0);
                case LAST_ARRAY -> arrays(right, s.begun(), parts, part -> part == parts - 1);
                case TWO_ARRAYS -> arrays(right, s.begun(), parts, part -> part < 2);
                case ZEROS -> isKept ? right : new double[right.length];
                case ZEROS_KEPT -> isKept ? new double[right.length] : right;
            };
        }

        private static double[] arrays(double[] right, double[] begun, int parts, IntPredicate isKept) {
            return IntStream.range(0, right.length).mapToDouble(i ->
                    isKept.test(i * parts / right.length) ? right[i] : begun[i]).toArray();
        }
    }

    private enum OfLoss implements Deviation {
        BATCH_MAJOR("labels are flattened without transposing: logits are time-major, so labels must be too"),
        TOKENS("the inputs are taken as labels"),
        SOFTMAX_TWICE("softmax is applied to the logits before the loss, which applies it itself");

        private final String words;

        OfLoss(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        private double of(double[][] logits, Minibatch m) {
            return switch (this) {
                case BATCH_MAJOR -> CrossEntropy.mean(logits, Arrays.stream(m.labels()).flatMapToInt(Arrays::stream).toArray());
                case TOKENS -> CrossEntropy.mean(logits, Minibatch.timeMajor(m.tokens()));
                case SOFTMAX_TWICE -> CrossEntropy.mean(Matrix.mapRows(logits, CrossEntropy::softmax),
                        Minibatch.timeMajor(m.labels()));
            };
        }
    }

    private enum OfGradients implements Deviation {
        NOT_CLIPPED("clipping is missing or comes after the update, so the updater gets gradients that are not clipped: call "
                + "GradientClipping.clip with θ = 1 after backward and before the update"),
        CLIPPED_EACH("each parameter's gradient is clipped by a norm of its own: give clip all parameters in one call"),
        FIVE_CLIPPED("only the first five parameters are clipped: give clip all of net.parameters(), however many there are"),
        FIRST_NOT_CLIPPED("the first minibatch's gradients are not clipped: call GradientClipping.clip for every minibatch"),
        SEQUENTIAL_CLIPPED("gradients are clipped with SEQUENTIAL only: call GradientClipping.clip with both samplings"),
        SUMMED("backward starts from the sum of the losses, not from their mean"),
        DIVIDED_BY_TOKENS("the loss is divided by the number of tokens" + MEAN_ALREADY),
        DIVIDED_BY_SEQUENCES("the loss is divided by the number of sequences" + MEAN_ALREADY),
        WEIGHTED_BY_SIZE("backward starts from a loss that counts by the size of its minibatch: start from the mean loss of "
                + "each as it is"),
        DOUBLED("gradients are twice as large as they should be: backward runs twice for a minibatch"),
        NONE("the gradients are zero: backward did not run before the update, or they were set to zero between backward and "
                + "the update");

        private final String words;

        OfGradients(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        private double[] of(GradientSources s) {
            double[] g = s.gradients();
            return switch (this) {
                case NOT_CLIPPED -> g;
                case CLIPPED_EACH -> s.clipped(1, s.sizes());
                case FIVE_CLIPPED -> s.clipped(1, IntStream.concat(IntStream.of(Arrays.stream(s.sizes()).limit(5).sum()),
                        Arrays.stream(s.sizes()).skip(5).map(size -> -size)).toArray());
                case FIRST_NOT_CLIPPED -> s.isFirst() ? g : s.clipped(1);
                case SEQUENTIAL_CLIPPED -> s.isSequential() ? s.clipped(1) : g;
                case SUMMED -> s.clipped(s.rows() * s.steps());
                case DIVIDED_BY_TOKENS -> s.clipped(1.0 / (s.rows() * s.steps()));
                case DIVIDED_BY_SEQUENCES -> s.clipped(1.0 / s.rows());
                case WEIGHTED_BY_SIZE -> s.clipped((double) (s.rows() * s.steps()) / s.firstTokens());
                case DOUBLED -> s.clipped(2);
                case NONE -> new double[g.length];
            };
        }
    }

    /**
     * What a state can be made of, each with all arrays after each other.
     *
     * @param parts the number of arrays, which have the same size
     * @param hasOtherSteps whether the minibatch has another number of time steps than the one before
     * @param begun the state that the model begins with
     * @param returned the states that forward has returned in this epoch
     */
    public record StateSources(boolean isSequential, int parts, boolean hasOtherSteps, double[] begun,
            List<double[]> returned) {

        /** Copies the list, which grows. */
        public StateSources {
            returned = List.copyOf(returned);
        }

        /** Returns the right state. */
        public double[] right() {
            return !isSequential || returned.isEmpty() ? begun : returned.get(returned.size() - 1);
        }
    }

    /**
     * What the gradients of a minibatch are made of.
     *
     * @param gradients the right gradients before clipping, of all parameters after each other
     * @param sizes the number of values of each parameter
     * @param rows the number of sequences
     * @param steps the number of time steps
     * @param firstTokens the number of tokens of the epoch's first minibatch
     */
    public record GradientSources(double[] gradients, int[] sizes, boolean isSequential, boolean isFirst, int rows, int steps,
            int firstTokens) {

        /** A loss that is NaN makes every gradient NaN, also where the oracle leaves out a product with 0. */
        public GradientSources {
            if (Double.isNaN(Clipping.norm(List.of(gradients)))) {
                gradients = new double[gradients.length];
                Arrays.fill(gradients, Double.NaN);
            }
        }

        /** Returns the gradients times a factor, and then clipped. */
        public double[] clipped(double factor) {
            return clipped(factor, new int[] {gradients.length});
        }

        /** Clips parts by a norm of their own; a part with a size below 0 stays as it is. */
        private double[] clipped(double factor, int[] parts) {
            double[] result = gradients.clone();
            int from = 0;
            for (int size : parts) {
                int to = from + Math.abs(size);
                double divisor = size < 0 ? 1
                        : Math.max(1, factor * Clipping.norm(List.of(Arrays.copyOfRange(gradients, from, to))));
                for (; from < to; from++) {
                    result[from] *= factor / divisor;
                }
            }
            return result;
        }
    }

    /** Returns the wrong states that a minibatch may begin with. */
    public static Slip[] ofState(StateSources sources) {
        return Slip.each(OfState.class, wrong -> new double[][] {wrong.of(sources)});
    }

    /** Returns the wrong mean losses of a minibatch. */
    public static Slip[] ofLoss(double[][] logits, Minibatch minibatch, double factor, double summand) {
        return Slip.each(OfLoss.class, wrong -> new double[][] {{factor * wrong.of(logits, minibatch) + summand}});
    }

    /** Returns the wrong gradients that the updater may get, and that of another θ. */
    public static Slip[] ofGradients(GradientSources sources, float[] actual) {
        double norm = Clipping.norm(List.of(sources.gradients()));
        double theta = Math.sqrt(IntStream.range(0, actual.length).mapToDouble(i -> (double) actual[i] * actual[i]).sum());
        Slip otherTheta = new Slip("gradients are clipped to a norm of " + ShortNumber.of(Math.round(1000 * theta) / 1000.0)
                + " instead of 1", theta < 1e-3 || theta > norm * 0.999 ? new double[0]
                : Arrays.stream(sources.gradients()).map(g -> g * theta / norm).toArray());
        return Stream.concat(Stream.of(otherTheta),
                Stream.of(Slip.each(OfGradients.class, wrong -> new double[][] {wrong.of(sources)}))).toArray(Slip[]::new);
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
        double allRows = Arrays.stream(rows).sum();
        double sum = sum(losses, tokens);
        double sumOfMeans = Arrays.stream(losses).sum();
        double meanLoss = sum / allTokens;
        double[] perplexities = Arrays.stream(losses).map(Math::exp).toArray();
        long whole = 0;
        for (int i = 0; i <= last; i++) {
            whole += (long) (losses[i] * tokens[i]);
        }
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
            Slip.of("the sign is wrong: exp is taken of minus the mean loss", Math.exp(-meanLoss)),
            Slip.of("2 is raised to the mean loss; the loss is in nats, so it is exp", Math.pow(2, meanLoss)),
            Slip.of("each minibatch counts the same, however many tokens it has: weight its mean loss by its tokens",
                    Math.exp(sumOfMeans / losses.length)),
            Slip.of("each minibatch is weighted by its number of sequences: weight its mean loss by its tokens",
                    Math.exp(sum(losses, rows) / allRows)),
            Slip.of(AVERAGED, Arrays.stream(perplexities).average().orElseThrow()),
            Slip.of(AVERAGED, sum(perplexities, tokens) / allTokens),
            Slip.of(EXP_ADDED, Math.exp(sum(perplexities, tokens) / allTokens)),
            Slip.of(EXP_ADDED, Math.exp(Arrays.stream(perplexities).sum() / allTokens)),
            Slip.of("only the last minibatch counts: add up the losses of all", perplexities[last]),
            Slip.of("only the first minibatch counts: add up the losses of all", perplexities[0]),
            Slip.of("only the last minibatch's loss is added, but all tokens are counted: add up with +=",
                    Math.exp(losses[last] * tokens[last] / allTokens)),
            Slip.of(UNDIVIDED, Math.exp(sumOfMeans)),
            Slip.of(UNDIVIDED, Math.exp(sum)),
            Slip.of(DIVIDED_LATE, Math.exp(sum) / allTokens),
            Slip.of(DIVIDED_LATE, Math.exp(sumOfMeans) / losses.length),
            Slip.of("mean losses are added up and divided by the number of tokens: multiply each by its tokens before",
                    Math.exp(sumOfMeans / allTokens)),
            Slip.of("each mean loss is multiplied by the number of sequences, not by the number of tokens",
                    Math.exp(sum(losses, rows) / allTokens)),
            Slip.of("each mean loss is multiplied by the number of time steps, not by the number of tokens",
                    Math.exp(sum(losses, steps) / allTokens)),
            Slip.of("the sum of losses is divided by the number of minibatches, not of tokens", Math.exp(sum / losses.length)),
            Slip.of(WHOLE, Math.exp(whole / allTokens)),
            Slip.of(WHOLE, Math.exp(whole / (long) allTokens))};
    }

    private static double sum(double[] values, int[] weights) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i] * weights[i]).sum();
    }

    /**
     * Returns the wrong numbers of tokens of every known slip.
     *
     * @param losses the mean loss of each minibatch
     * @param minibatches the minibatches of the epoch
     * @param vocabSize the number of tokens in the vocabulary
     * @return the slips
     */
    public static Slip[] ofTokens(double[] losses, List<Minibatch> minibatches, int vocabSize) {
        int[] tokens = minibatches.stream().mapToInt(Minibatch::size).toArray();
        int last = tokens.length - 1;
        int all = Arrays.stream(tokens).sum();
        return new Slip[] {
            Slip.of(NAN_LEFT_OUT, IntStream.range(0, tokens.length).map(i -> Double.isNaN(losses[i]) ? 0 : tokens[i]).sum()),
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
}
