package org.rnnkit.testkit.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Deviation;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;

/**
 * The oracle of a whole training: its events in the order of time, right or with a known slip. The perplexities are those of
 * the parameters that the model had, so rounding does not add up.
 */
public final class TrainingEvents {

    /** What the monitor is told in place of a result. */
    private static final double[] NULL = {-1, -1};

    /** A known slip. */
    public enum Wrong implements Deviation {
        NONE(""),
        ONE_TOO_MANY("the loop runs one epoch too many"),
        STOPS("the training ends before its last epoch: train for numEpochs epochs, also if the perplexity rises, is good "
                + "enough or is no number"),
        UPDATED_OUTSIDE("the updater is called outside trainEpoch, too: trainEpoch makes all updates"),
        DATA_ONCE("dataset.getData is called once for all epochs: call it for every epoch, so that each has its own offset"),
        ALWAYS_SEQUENTIAL("every epoch is trained as SEQUENTIAL: hand dataset.sampling() on to trainEpoch"),
        ALWAYS_RANDOM("every epoch is trained as RANDOM: hand dataset.sampling() on to trainEpoch"),
        TENTH_TOLD("the monitor is told of every tenth epoch only: tell it of each one"),
        NOT_TOLD("the monitor is never told of an epoch: call monitor.epochFinished after each one"),
        LAST_TOLD("the monitor is told of the last epoch only: call it in the loop"),
        TOLD_BEFORE("the monitor is told before the epoch is trained, without a result"),
        TOLD_AT_END("the monitor is told of all epochs when the training is over: tell it in the loop, after each one"),
        FROM_0("epochs are counted from 0: they count from 1"),
        FROM_0_TO_END("the loop runs from 0 to numEpochs, one epoch too many: epochs count from 1"),
        NUM_EPOCHS_TOLD("the monitor is told numEpochs, not the epoch's own number"),
        BEFORE_TOLD("the monitor gets the result of the epoch before: tell it after the epoch, with that epoch's result"),
        NULL_FIRST_TOLD("the monitor gets the result of the epoch before: tell it after the epoch, with that epoch's result"),
        FIRST_TOLD("the monitor gets the first epoch's result each time: give it the result of the epoch that has ended"),
        LOSS("the mean loss is returned in the place of the perplexity"),
        NO_SOFTMAX("the loss takes logits for logarithms of probabilities (fromLogit is false): Loss.softmaxCrossEntropyLoss() "
                + "without arguments applies softmax itself"),
        EXP("exp is taken once more: trainEpoch has returned the perplexity already"),
        NOT_LISTED("the results are not added to the list that is returned"),
        LAST_LISTED("only one epoch's result is returned: return those of all epochs");

        private final String words;

        Wrong(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        private int numEpochs(int n) {
            return this == ONE_TOO_MANY || this == FROM_0_TO_END ? n + 1 : n;
        }

        /** Returns which call of getData an epoch uses, both from 0 on. */
        private int cut(int epoch) {
            return this == DATA_ONCE ? 0 : epoch;
        }

        private boolean keepsState(boolean sequential) {
            return switch (this) {
                case ALWAYS_SEQUENTIAL -> true;
                case ALWAYS_RANDOM -> false;
                default -> sequential;
            };
        }

        /** Returns the number that the monitor is told for an epoch. */
        private int number(int epoch, int n) {
            return switch (this) {
                case FROM_0, FROM_0_TO_END -> epoch - 1;
                case NUM_EPOCHS_TOLD -> n;
                default -> epoch;
            };
        }

        /** Returns the result of an epoch as it is told and listed. */
        private double[] of(double perplexity, double tokens) {
            return switch (this) {
                case LOSS -> new double[] {Math.log(perplexity), tokens};
                case EXP -> new double[] {Math.exp(perplexity), tokens};
                default -> new double[] {perplexity, tokens};
            };
        }

        /** Returns what the monitor is told of the last of some results. */
        private double[] told(List<double[]> results) {
            double[] own = results.get(results.size() - 1);
            return switch (this) {
                case BEFORE_TOLD -> results.get(Math.max(0, results.size() - 2));
                case FIRST_TOLD -> results.get(0);
                case NULL_FIRST_TOLD -> results.size() == 1 ? NULL : results.get(results.size() - 2);
                default -> own;
            };
        }

        /** Returns the results that are listed in the end. */
        private List<double[]> listed(List<double[]> all) {
            return switch (this) {
                case NOT_LISTED -> List.of();
                case LAST_LISTED -> all.subList(Math.max(0, all.size() - 1), all.size());
                default -> all;
            };
        }
    }

    private final int numEpochs;
    private final boolean sequential;
    private final List<List<Minibatch>> cuts;
    private final List<Parameters> parameters;
    /** The names of minibatches by their tokens: the first call of getData that draws them, and the place there. */
    private final Map<String, int[]> names = new HashMap<>();
    private final Map<Minibatch, int[]> known = new HashMap<>();
    private final Map<List<Object>, Double> perplexities = new HashMap<>();

    /**
     * Makes the oracle of a training.
     *
     * @param numEpochs the number of epochs asked for
     * @param sequential whether the state is kept between minibatches
     * @param cuts the minibatches of each call of getData
     * @param parameters the parameters before each update
     */
    public TrainingEvents(int numEpochs, boolean sequential, List<List<Minibatch>> cuts, List<Parameters> parameters) {
        this.numEpochs = numEpochs;
        this.sequential = sequential;
        this.cuts = cuts;
        this.parameters = parameters;
        for (int cut = 0; cut < cuts.size(); cut++) {
            for (int place = 0; place < cuts.get(cut).size(); place++) {
                Minibatch minibatch = cuts.get(cut).get(place);
                String tokens = Arrays.deepToString(minibatch.tokens());
                names.putIfAbsent(tokens, new int[] {cut, place});
                known.put(minibatch, names.get(tokens));
            }
        }
    }

    /** An update of a minibatch, which is named by a call of getData and its place there, and whether its state was begun. */
    public static double[] update(int[] minibatch, boolean begun) {
        return new double[] {0, minibatch[0], minibatch[1], begun ? 1 : 0};
    }

    /** A call of the monitor. A result is the perplexity and the number of tokens, as minibatches. */
    public static double[] told(int epoch, double[] result) {
        return new double[] {1, epoch, result[0], result[1]};
    }

    /** A result in the list that is returned. */
    public static double[] returned(int place, double[] result) {
        return new double[] {2, place, result[0], result[1]};
    }

    /** Says an event in words. */
    public static String inWords(double[] event) {
        String result = event[3] < 0 ? "without a result" : "with perplexity " + ShortNumber.of(event[2])
                + " and the tokens of " + ShortNumber.of(event[3]) + (event[3] == 1 ? " minibatch" : " minibatches");
        return switch ((int) event[0]) {
            case 0 -> event[1] < 0 ? "an update for tokens that are no minibatch of the dataset" : "an update for minibatch "
                    + ((int) event[2] + 1) + " of call " + ((int) event[1] + 1) + " of getData, with a state that was "
                    + (event[3] == 1 ? "begun" : "kept");
            case 1 -> "the monitor is told of epoch " + (int) event[1] + ", " + result;
            default -> "result " + (int) event[1] + " in the list, " + result;
        };
    }

    /** Returns the right events. */
    public double[][] rows() {
        return rows(Wrong.NONE, 0);
    }

    /** Returns the events of every known slip. */
    public Slip[] slips() {
        return Arrays.stream(Wrong.values()).skip(1).flatMap(wrong -> IntStream.rangeClosed(0, wrong == Wrong.STOPS ? 2 : 0)
                .mapToObj(left -> new Slip(wrong.words(), () -> Expect.flat(rows(wrong, left))))).toArray(Slip[]::new);
    }

    /**
     * Returns the events with a slip.
     *
     * @param left how much of the last epoch is left out when a training stops: nothing, the list (1), the monitor, too (2)
     */
    private double[][] rows(Wrong wrong, int left) {
        List<double[]> events = new ArrayList<>();
        List<double[]> results = new ArrayList<>();
        int end = wrong.numEpochs(numEpochs);
        for (int epoch = 0; epoch < end; epoch++) {
            if (wrong == Wrong.TOLD_BEFORE) {
                events.add(told(epoch + 1, NULL));
            }
            train(wrong, epoch, results, events);
            if (wrong == Wrong.STOPS && epoch + 1 == trained()) {
                if (left < 2) {
                    events.add(told(epoch + 1, wrong.told(results)));
                }
                results = left == 0 ? results : results.subList(0, epoch);
                break;
            }
            tell(wrong, epoch + 1, end, results, events);
        }
        for (int i = 0; wrong == Wrong.TOLD_AT_END && i < results.size(); i++) {
            events.add(told(i + 1, results.get(i)));
        }
        List<double[]> listed = wrong.listed(results);
        IntStream.range(0, listed.size()).forEach(i -> events.add(returned(i + 1, listed.get(i))));
        return events.toArray(double[][]::new);
    }

    /** Returns how many epochs were trained. */
    private int trained() {
        return parameters.size() / cuts.get(0).size();
    }

    private void tell(Wrong wrong, int epoch, int end, List<double[]> results, List<double[]> events) {
        boolean isTold = switch (wrong) {
            case NOT_TOLD, TOLD_BEFORE, TOLD_AT_END -> false;
            case LAST_TOLD -> epoch == end;
            case TENTH_TOLD -> epoch % 10 == 0;
            default -> true;
        };
        if (isTold) {
            events.add(told(wrong.number(epoch, numEpochs), wrong.told(results)));
        }
    }

    /** Trains an epoch, and adds its result. */
    private void train(Wrong wrong, int epoch, List<double[]> results, List<double[]> events) {
        List<Minibatch> minibatches = cuts.get(wrong.cut(epoch) % cuts.size());
        int first = (int) events.stream().filter(event -> event[0] == 0).count();
        boolean keeps = wrong.keepsState(sequential);
        for (int i = 0; i < minibatches.size(); i++) {
            events.add(update(known.get(minibatches.get(i)), i == 0 || !keeps));
        }
        if (wrong == Wrong.UPDATED_OUTSIDE) {
            events.add(update(known.get(minibatches.get(minibatches.size() - 1)), false));
        }
        results.add(wrong.of(perplexity(minibatches, first, keeps, wrong == Wrong.NO_SOFTMAX), minibatches.size()));
    }

    /** Returns the name of the minibatch with these tokens, or -1 and -1. */
    public int[] name(int[][] tokens) {
        return names.getOrDefault(Arrays.deepToString(tokens), new int[] {-1, -1});
    }

    /** Returns the perplexity of minibatches, the first of which is trained in a given update; NaN if it was never seen. */
    private double perplexity(List<Minibatch> minibatches, int update, boolean keeps, boolean isWithoutSoftmax) {
        if (update + minibatches.size() > parameters.size()) {
            return Double.NaN;
        }
        return perplexities.computeIfAbsent(List.of(minibatches, update, keeps, isWithoutSoftmax), key -> {
            double loss = 0;
            double[][] state = null;
            for (int i = 0; i < minibatches.size(); i++) {
                Minibatch minibatch = minibatches.get(i);
                Parameters p = parameters.get(update + i);
                state = state == null || !keeps ? new double[minibatch.tokens().length][p.bH().length] : state;
                List<double[][]> hiddens = Rnn.hiddens(Matrix.oneHot(minibatch.tokens(), p.bQ().length), state, p);
                state = hiddens.get(hiddens.size() - 1);
                double[][] logits = Rnn.logits(hiddens.subList(1, hiddens.size()), p);
                int[] labels = Minibatch.timeMajor(minibatch.labels());
                loss += isWithoutSoftmax ? -IntStream.range(0, labels.length).mapToDouble(j -> logits[j][labels[j]]).average()
                        .orElseThrow() : CrossEntropy.mean(logits, labels);
            }
            return Math.exp(loss / minibatches.size());
        });
    }
}
