package org.rnnkit.testkit.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Deviation;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;

/**
 * The oracle of a whole training: its events in the order of time, right or with a known slip. The perplexities are those of
 * the parameters that the model had, so rounding does not add up.
 */
public final class TrainingEvents {

    private static final String RISES = "the training stops when the perplexity rises: train for all epochs";
    private static final String FALLS_NO_MORE = "the training stops when the perplexity falls no more: train for all epochs";
    private static final String LOW = "the training stops when the perplexity is low enough: train for all epochs";
    private static final String NOT_FINITE = "the training stops when the perplexity is NaN or infinite: train for all epochs";
    private static final String ONE_MISSING = "one epoch's result is missing in the list: add that of every epoch";
    /** What the monitor is told in place of a result. */
    private static final double[] NULL = {-1, -1};

    /** A known slip. */
    public enum Wrong implements Deviation {
        NONE(""),
        ONE_TOO_FEW("the loop ends one epoch too early"),
        ONE_TOO_MANY("the loop runs one epoch too many"),
        ALWAYS_1("numEpochs is not used: there is always 1 epoch"),
        ALWAYS_10("numEpochs is not used: there are always 10 epochs"),
        STOPS_AT_RISE(RISES),
        STOPS_AT_SAME(FALLS_NO_MORE),
        STOPS_WHEN_LOW(LOW),
        STOPS_AT_NAN(NOT_FINITE),
        TRAINED_TWICE("each epoch is trained twice, and counted once"),
        EACH_MINIBATCH("trainEpoch is called for each minibatch apart: give it all minibatches of dataset.getData"),
        UPDATED_OUTSIDE("the updater is called outside trainEpoch, too: trainEpoch makes all updates"),
        DATA_ONCE("dataset.getData is called once for all epochs: call it for every epoch, so that each has its own offset"),
        DATA_TWICE("dataset.getData is called more often than once for an epoch: each call draws new cuts"),
        ALWAYS_SEQUENTIAL("every epoch is trained as SEQUENTIAL: hand dataset.sampling() on to trainEpoch"),
        ALWAYS_RANDOM("every epoch is trained as RANDOM: hand dataset.sampling() on to trainEpoch"),
        SAMPLINGS_EXCHANGED("the samplings are exchanged: hand dataset.sampling() on to trainEpoch as it is"),
        NOT_TOLD("the monitor is never told of an epoch: call monitor.epochFinished after each one"),
        LAST_TOLD("the monitor is told of the last epoch only: call it in the loop"),
        TOLD_TWICE("the monitor is told twice of each epoch"),
        TOLD_BEFORE("the monitor is told before the epoch is trained, without a result"),
        TOLD_AT_END("the monitor is told of all epochs when the training is over: tell it in the loop, after each one"),
        TOLD_LATE("the monitor is told of an epoch only after the next one: tell it in the loop, right after trainEpoch"),
        FROM_0("epochs are counted from 0: they count from 1"),
        FROM_2("epochs are counted from 2: they count from 1"),
        COUNTED_DOWN("epochs are counted down: the first one is 1"),
        NUM_EPOCHS_TOLD("the monitor is told numEpochs, not the epoch's own number"),
        BEFORE_TOLD("the monitor gets the result of the epoch before: tell it after the epoch, with that epoch's result"),
        NULL_FIRST_TOLD("the monitor gets the result of the epoch before: tell it after the epoch, with that epoch's result"),
        BEST_TOLD("the monitor is told the best result up to now: tell it that of this epoch, even if the perplexity rises"),
        LOSS_TOLD("the monitor is told the mean loss in the place of the perplexity"),
        LOSS_LISTED("the list returned has the mean loss in the place of the perplexity"),
        LOSS("the mean loss is returned in the place of the perplexity"),
        EXP("exp is taken once more: trainEpoch has returned the perplexity already"),
        BEST("the best perplexity up to now is returned: return that of each epoch, as trainEpoch returns it"),
        TOKENS_OF_ALL("the tokens of all epochs up to now are counted: return each epoch's own, as trainEpoch returns them"),
        NOT_LISTED("the results are not added to the list that is returned"),
        LAST_LISTED("only one epoch's result is returned: return those of all epochs"),
        FIRST_LEFT_OUT(ONE_MISSING),
        LAST_LEFT_OUT(ONE_MISSING),
        LISTED_TWICE("each result is added twice"),
        REVERSED("the list returned has the results in reverse order: add each at the end"),
        SORTED("the list returned is sorted by the perplexity: keep the order of the epochs");

        private final String words;

        Wrong(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        private int numEpochs(int n) {
            return switch (this) {
                case ONE_TOO_FEW -> n - 1;
                case ONE_TOO_MANY -> n + 1;
                case ALWAYS_1 -> 1;
                case ALWAYS_10 -> 10;
                default -> n;
            };
        }

        /** Returns which call of getData an epoch uses, both from 0 on. */
        private int cut(int epoch) {
            return switch (this) {
                case DATA_ONCE -> 0;
                case DATA_TWICE -> 2 * epoch + 1;
                default -> epoch;
            };
        }

        private boolean keepsState(boolean sequential) {
            return switch (this) {
                case ALWAYS_SEQUENTIAL -> true;
                case ALWAYS_RANDOM -> false;
                case SAMPLINGS_EXCHANGED -> !sequential;
                default -> sequential;
            };
        }

        /** Returns the number that the monitor is told for an epoch. */
        private int number(int epoch, int n) {
            return switch (this) {
                case FROM_0 -> epoch - 1;
                case FROM_2 -> epoch + 1;
                case COUNTED_DOWN -> n + 1 - epoch;
                case NUM_EPOCHS_TOLD -> n;
                default -> epoch;
            };
        }

        /** Tells whether the training stops after the last of some epochs, of which {@code trained} were seen. */
        private boolean stops(double[] perplexities, int n, int trained) {
            int last = perplexities.length - 1;
            double now = perplexities[last];
            double before = last == 0 ? Double.NaN : perplexities[last - 1];
            return switch (this) {
                case STOPS_AT_RISE -> now > before;
                case STOPS_AT_SAME -> now >= before * (1 - 1e-6);
                case STOPS_AT_NAN -> !Double.isFinite(now);
                case STOPS_WHEN_LOW -> last + 1 == trained && trained < n
                        && Arrays.stream(perplexities, 0, last).allMatch(other -> now < other);
                default -> false;
            };
        }

        private boolean isStop() {
            return words.contains(" stops ");
        }

        /** Returns the result of an epoch as it is told and listed. */
        private double[] of(double perplexity, double tokens, List<double[]> before) {
            return switch (this) {
                case LOSS -> new double[] {Math.log(perplexity), tokens};
                case EXP -> new double[] {Math.exp(perplexity), tokens};
                case BEST -> new double[] {before.stream().mapToDouble(one -> one[0]).reduce(perplexity, Math::min), tokens};
                case TOKENS_OF_ALL -> new double[] {perplexity, tokens * (before.size() + 1)};
                default -> new double[] {perplexity, tokens};
            };
        }

        /** Returns what the monitor is told of the last of some results. */
        private double[] told(List<double[]> results) {
            double[] own = results.get(results.size() - 1);
            return switch (this) {
                case BEFORE_TOLD -> results.get(Math.max(0, results.size() - 2));
                case NULL_FIRST_TOLD -> results.size() == 1 ? NULL : results.get(results.size() - 2);
                case BEST_TOLD -> Collections.min(results, Comparator.comparing(one -> one[0]));
                case LOSS_TOLD -> new double[] {Math.log(own[0]), own[1]};
                default -> own;
            };
        }

        /** Returns the results that are listed in the end. */
        private List<double[]> listed(List<double[]> all) {
            int n = all.size();
            if (n == 0) {
                return all;
            }
            return switch (this) {
                case LOSS_LISTED -> all.stream().map(one -> new double[] {Math.log(one[0]), one[1]}).toList();
                case NOT_LISTED -> List.of();
                case LAST_LISTED -> all.subList(n - 1, n);
                case FIRST_LEFT_OUT -> all.subList(1, n);
                case LAST_LEFT_OUT -> all.subList(0, n - 1);
                case LISTED_TWICE -> all.stream().flatMap(one -> Stream.of(one, one)).toList();
                case REVERSED -> IntStream.range(0, n).mapToObj(i -> all.get(n - 1 - i)).toList();
                case SORTED -> all.stream().sorted(Comparator.comparing(one -> one[0])).toList();
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
        String result = event[3] < 0 ? "without a result"
                : "perplexity " + (float) event[2] + " of " + (float) event[3] + " minibatches";
        return switch ((int) event[0]) {
            case 0 -> event[1] < 0 ? "an update for tokens that are no minibatch of the dataset" : "an update for minibatch "
                    + ((int) event[2] + 1) + " of call " + ((int) event[1] + 1) + " of getData, with a state that was "
                    + (event[3] == 1 ? "begun" : "kept");
            case 1 -> "the monitor is told of epoch " + (int) event[1] + ", " + result;
            default -> "result " + (int) event[1] + " in the list is " + result;
        };
    }

    /** Returns the right events. */
    public double[][] rows() {
        return rows(Wrong.NONE, 0);
    }

    /** Returns the events of every known slip. */
    public Slip[] slips() {
        return Arrays.stream(Wrong.values()).skip(1).flatMap(wrong -> IntStream.rangeClosed(0, wrong.isStop() ? 2 : 0)
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
            if (wrong.stops(results.stream().mapToDouble(one -> one[0]).toArray(), numEpochs, trained())) {
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
            case NOT_TOLD, TOLD_BEFORE, TOLD_AT_END, EACH_MINIBATCH -> false;
            case LAST_TOLD -> epoch == end;
            case TOLD_LATE -> epoch > 1;
            default -> true;
        };
        if (wrong == Wrong.TOLD_LATE && epoch > 1) {
            events.add(told(epoch - 1, results.get(epoch - 2)));
        }
        if (isTold && (wrong != Wrong.TOLD_LATE || epoch == end)) {
            double[] event = told(wrong.number(epoch, numEpochs), wrong.told(results));
            events.addAll(wrong == Wrong.TOLD_TWICE ? List.of(event, event) : List.of(event));
        }
    }

    /** Trains an epoch, and adds its result. */
    private void train(Wrong wrong, int epoch, List<double[]> results, List<double[]> events) {
        int times = wrong == Wrong.TRAINED_TWICE ? 2 : 1;
        for (int time = 0; time < times; time++) {
            List<Minibatch> minibatches = cuts.get(wrong.cut(times * epoch + time) % cuts.size());
            int first = (int) events.stream().filter(event -> event[0] == 0).count();
            boolean keeps = wrong.keepsState(sequential);
            for (int i = 0; i < minibatches.size(); i++) {
                events.add(update(known.get(minibatches.get(i)), i == 0 || !keeps || wrong == Wrong.EACH_MINIBATCH));
                if (wrong == Wrong.EACH_MINIBATCH) {
                    results.add(new double[] {perplexity(minibatches.subList(i, i + 1), first + i, false), 1});
                    events.add(told(epoch + 1, wrong.told(results)));
                }
            }
            if (wrong == Wrong.UPDATED_OUTSIDE) {
                events.add(update(known.get(minibatches.get(minibatches.size() - 1)), false));
            }
            if (time == times - 1 && wrong != Wrong.EACH_MINIBATCH) {
                results.add(wrong.of(perplexity(minibatches, first, keeps), minibatches.size(), results));
            }
        }
    }

    /** Returns the name of the minibatch with these tokens, or -1 and -1. */
    public int[] name(int[][] tokens) {
        return names.getOrDefault(Arrays.deepToString(tokens), new int[] {-1, -1});
    }

    /** Returns the perplexity of minibatches, the first of which is trained in a given update; NaN if it was never seen. */
    private double perplexity(List<Minibatch> minibatches, int update, boolean keeps) {
        if (update + minibatches.size() > parameters.size()) {
            return Double.NaN;
        }
        return perplexities.computeIfAbsent(List.of(minibatches, update, keeps), key -> {
            double loss = 0;
            double[][] state = null;
            for (int i = 0; i < minibatches.size(); i++) {
                Minibatch minibatch = minibatches.get(i);
                Parameters p = parameters.get(update + i);
                state = state == null || !keeps ? new double[minibatch.tokens().length][p.bH().length] : state;
                List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, Matrix.oneHot(minibatch.tokens(), p.bQ().length), state, p);
                state = hiddens.get(hiddens.size() - 1);
                loss += CrossEntropy.mean(Rnn.logits(hiddens.subList(1, hiddens.size()), p),
                        Minibatch.timeMajor(minibatch.labels()));
            }
            return Math.exp(loss / minibatches.size());
        });
    }
}
