package org.rnnkit.testkit.slips;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.NumberTypes;
import org.rnnkit.toolkit.EpochResult;

/** The known slips of a whole training, each with the answer whether it gives what came out. */
public final class TrainingSlips {

    private TrainingSlips() {}

    /**
     * The counts of a training.
     *
     * @param trained the epochs trained, as the calls of the updater show
     * @param told the epochs that the monitor was told of
     * @param listed the epochs in the result
     */
    public record Counts(double trained, int told, int listed) {

        /** Tells whether all are the given number. */
        public boolean are(int n) {
            return equals(new Counts(n, n, n));
        }
    }

    /**
     * Returns the slips of the numbers of epochs.
     *
     * @param n the epochs asked for
     * @param minibatches the minibatches of an epoch
     * @param seen what was counted
     */
    public static Map<String, Boolean> ofCounts(int n, int minibatches, Counts seen) {
        Map<String, Boolean> slips = new LinkedHashMap<>();
        slips.put("the loop ends one epoch too early", seen.are(n - 1));
        slips.put("the loop runs one epoch too many", seen.are(n + 1));
        slips.put("each epoch is trained twice, and counted once", seen.equals(new Counts(2 * n, n, n)));
        slips.put("the updater given is not used: hand it on to trainEpoch", seen.equals(new Counts(0, n, n)));
        slips.put("the monitor is never told, or only of some epochs: call monitor.epochFinished after each epoch",
                seen.trained() == n && seen.listed() == n && seen.told() < n);
        slips.put("the results are not added to the list that is returned", seen.equals(new Counts(n, n, 0)));
        slips.put("only one epoch's result is returned: return those of all epochs", seen.equals(new Counts(n, n, 1)));
        slips.put("one epoch's result is missing in the list: add that of every epoch",
                seen.equals(new Counts(n, n, n - 1)));
        slips.put("each result is added twice", seen.equals(new Counts(n, n, 2 * n)));
        slips.put("trainEpoch is called for each minibatch apart: give it all minibatches of dataset.getData",
                n > 0 && minibatches > 1 && seen.listed() == minibatches * n && seen.trained() == n);
        slips.put("the results of some epochs are not in the list: add that of every epoch",
                seen.trained() == n && seen.told() == n && seen.listed() <= n && seen.listed() > (n == 1 ? 0 : 1));
        slips.put("the updater is called outside trainEpoch, too: trainEpoch makes all updates",
                seen.trained() > n && seen.told() == n && seen.listed() == n
                        && (seen.trained() != Math.rint(seen.trained()) || minibatches == 1 && seen.trained() == 2 * n));
        NumberTypes.wrong("numEpochs", n).forEach((wrong, words) -> slips.put(words, seen.are(wrong)));
        for (int always : new int[] {1, 2, 3, 5, 10, 20, 50, 100}) {
            slips.put("numEpochs is not used: "
                    + (always == 1 ? "there is always 1 epoch" : "there are always " + always + " epochs"),
                    seen.are(always));
        }
        return slips;
    }

    /** Returns the slips of the epochs' numbers that the monitor is told, for n epochs. */
    public static Map<String, Boolean> ofToldEpochs(List<Integer> told, int n) {
        List<Integer> right = IntStream.rangeClosed(1, n).boxed().toList();
        // Sorted, so that a message with two slips always names them in the same order.
        Map<String, Boolean> slips = new TreeMap<>(Map.of(
                "epochs are counted from 0: they count from 1", told.equals(IntStream.range(0, n).boxed().toList()),
                "epochs are counted from 2: they count from 1", told.equals(IntStream.rangeClosed(2, n + 1).boxed().toList()),
                "the monitor is told numEpochs, not the epoch's own number", told.equals(Collections.nCopies(n, n)),
                "the monitor is never told of an epoch: call monitor.epochFinished after each one", told.isEmpty(),
                "the monitor is told of the last epoch only: call it in the loop", told.equals(List.of(n)),
                "the monitor is told of some epochs only: call it after every one",
                !told.isEmpty() && told.size() < n && !told.equals(List.of(n)) && right.containsAll(told),
                "the monitor is told twice of each epoch",
                told.equals(right.stream().flatMap(i -> Stream.of(i, i)).toList()),
                "epochs are counted down: the first one is 1", told.equals(reversed(right))));
        NumberTypes.wrong("the number of an epoch", right).forEach((wrong, words) -> slips.put(words, told.equals(wrong)));
        return slips;
    }

    /** Returns the slips of the results that the monitor is told, compared with those returned. */
    public static Map<String, Boolean> ofToldResults(List<EpochResult> told, List<EpochResult> listed) {
        int n = listed.size();
        boolean sameSize = told.size() == n && n > 1;
        boolean complete = sameSize && told.stream().noneMatch(Objects::isNull);
        EpochResult last = n == 0 ? null : listed.get(n - 1);
        Map<String, Boolean> slips = new TreeMap<>(Map.of(
                "the list returned has the results in reverse order: add each at the end", listed.equals(reversed(told)),
                "the list returned is sorted by the perplexity: keep the order of the epochs", complete
                        && !listed.equals(reversed(told))
                        && (listed.equals(sorted(told)) || listed.equals(reversed(sorted(told)))),
                "the monitor gets the result of the epoch before: tell it after the epoch, with that epoch's result",
                sameSize && told.subList(1, n).equals(listed.subList(0, n - 1)),
                "the monitor is told before the epoch is trained, without a result", sameSize && told.get(0) == null,
                "the monitor gets the first epoch's result every time",
                complete && told.equals(Collections.nCopies(n, listed.get(0))),
                "the list returned has the last epoch's result several times",
                complete && listed.equals(Collections.nCopies(n, last)) && told.get(n - 1).equals(last),
                "the list returned has the first epoch's result several times",
                complete && listed.equals(Collections.nCopies(n, listed.get(0))) && told.get(0).equals(listed.get(0)),
                "the monitor is told the mean loss in the place of the perplexity", complete
                        && sameNumbers(told, listed, (a, b) -> Math.abs(a.perplexity() - Math.log(b.perplexity())) < 1e-6),
                "the list returned has the mean loss in the place of the perplexity", complete
                        && sameNumbers(told, listed, (a, b) -> Math.abs(b.perplexity() - Math.log(a.perplexity())) < 1e-6)));
        slips.put("the monitor is told the best result up to now: tell it that of this epoch, even if the perplexity rises",
                complete && haveBest(told, listed) && !told.equals(Collections.nCopies(n, listed.get(0))));
        slips.put("the list returned counts the tokens of all epochs up to now: add what trainEpoch returns", complete
                && IntStream.range(0, n).allMatch(i -> listed.get(i).tokens() == told.subList(0, i + 1).stream()
                        .mapToLong(EpochResult::tokens).sum()));
        return slips;
    }

    /** Tells whether each result has the lowest perplexity of the right ones up to it. */
    private static boolean haveBest(List<EpochResult> results, List<EpochResult> right) {
        return IntStream.range(0, results.size()).allMatch(i -> results.get(i).perplexity() == right.subList(0, i + 1).stream()
                .mapToDouble(EpochResult::perplexity).min().orElseThrow());
    }

    private static boolean sameNumbers(List<EpochResult> told, List<EpochResult> listed,
            BiFunction<EpochResult, EpochResult, Boolean> fits) {
        return IntStream.range(0, told.size()).allMatch(i -> fits.apply(told.get(i), listed.get(i)));
    }

    private static List<EpochResult> sorted(List<EpochResult> results) {
        return results.stream().sorted(Comparator.comparing(EpochResult::perplexity)).toList();
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    /**
     * Returns the slips of the samples.
     *
     * @param samples what came out, two texts
     * @param untrained the samples of the model before the training
     * @param prefixes the prefixes of the two
     * @param n the number of characters to predict
     * @param predict a right prediction: of a prefix and a number of characters
     */
    public static Map<String, Boolean> ofSamples(List<String> samples, List<String> untrained, List<String> prefixes, int n,
            BiFunction<String, Integer, String> predict) {
        List<String> right = prefixes.stream().map(prefix -> predict.apply(prefix, n)).toList();
        Map<String, Boolean> slips = new LinkedHashMap<>();
        slips.put("the samples are in the wrong order: the one after \"" + prefixes.get(0) + "\" is the first",
                samples.equals(reversed(right)));
        slips.put("both samples go on from \"" + prefixes.get(0) + "\"", samples.equals(Collections.nCopies(2, right.get(0))));
        slips.put("both samples go on from \"" + prefixes.get(1) + "\"", samples.equals(Collections.nCopies(2, right.get(1))));
        slips.put("the second sample is the end of the first: predict it by itself, from \"" + prefixes.get(1) + "\" on",
                !samples.equals(right) && samples.get(0).endsWith(samples.get(1)) && samples.get(0).equals(right.get(0)));
        slips.put("the prefix is missing: a sample is the prefix and the characters after it", are(samples, right, prefixes,
                prefix -> predict.apply(prefix, n).substring(prefix.length())));
        slips.put("the prefix comes twice: predict returns it already", are(samples, right, prefixes,
                prefix -> prefix + predict.apply(prefix, n)));
        slips.put("the prefix has a space at its end, which the texts asked for don't have", are(samples, right, prefixes,
                prefix -> predict.apply(prefix + " ", n)));
        boolean cut = are(samples, right, prefixes, prefix -> predict.apply(prefix, n).substring(0, prefix.length() + n));
        slips.put("the samples are cut off: an unknown character is one character, but is written as <unk>", cut);
        for (String instead : List.of("", "?", " ", "_", "\uFFFD")) {
            slips.merge("the unknown character <unk> is taken out of the samples or replaced: a sample is what predict returns",
                    are(samples, right, prefixes, prefix -> predict.apply(prefix, n).replace("<unk>", instead)),
                    Boolean::logicalOr);
        }
        slips.put("the samples are written before the training", !untrained.equals(right) && samples.equals(untrained));
        slips.put(n + " characters are written in all, the prefix included: " + n + " must follow the prefix",
                are(samples, right, prefixes, prefix -> predict.apply(prefix, n - prefix.length())));
        for (int other : new int[] {0, 1, 5, 10, 20, 25, 30, 40, n - 1, n + 1, 2 * n}) {
            slips.put(other + " characters follow the prefix instead of " + n,
                    !cut && are(samples, right, prefixes, prefix -> predict.apply(prefix, other)));
        }
        return slips;
    }

    /** Tells whether a slip gives every sample that is wrong, one or both. */
    private static boolean are(List<String> samples, List<String> right, List<String> prefixes, UnaryOperator<String> writer) {
        return !samples.equals(right) && IntStream.range(0, samples.size()).allMatch(i ->
                samples.get(i).equals(right.get(i)) || samples.get(i).equals(writer.apply(prefixes.get(i))));
    }
}
