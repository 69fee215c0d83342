package org.rnnkit.learner.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.memory.PlaceView.Weights;
import org.rnnkit.learner.memory.PlaceView.Weights.Decay;
import org.rnnkit.learner.train.RunList.RunRow;
import org.rnnkit.learner.worker.MemoryWorker.MemoryModel;
import org.rnnkit.learner.worker.MemoryWorker.MemoryOutcome;
import org.rnnkit.learner.worker.MemoryWorker.ModelReading;
import org.rnnkit.learner.worker.MemoryWorker.SmallTraining;
import org.rnnkit.learner.worker.MemoryWorker.SmallTraining.SmallTrainingResult;

/**
 * A finished measurement.
 *
 * @param outcome the text read by each model
 * @param steps a sentence about whose code was measured
 * @param source the source of the text
 * @param saved the training of the saved model; null without a saved model
 */
public record Memory(MemoryOutcome outcome, String steps, String source, RunRow saved) {

    /** The models to compare first: what training changes, and what gates change. */
    private static final List<MemoryModel> FIRST = List.of(MemoryModel.RNN_NEW, MemoryModel.RNN_CLIPPED,
            MemoryModel.GRU_CLIPPED, MemoryModel.SAVED);

    /** Tells whether nothing is missing, as in a damaged file. */
    boolean isComplete() {
        return outcome != null && length() > 0 && steps != null && source != null;
    }

    /** Lists the models. */
    public List<MemoryModel> models() {
        return outcome.readings().stream().map(ModelReading::model).toList();
    }

    /** Tells whether a model is among those to compare first. */
    public boolean isFirst(MemoryModel model) {
        return FIRST.contains(model);
    }

    /** Lists the characters that can be chosen. */
    public List<String> characters() {
        return IntStream.range(0, length()).mapToObj(i -> PlaceView.character(outcome.text(), i)).toList();
    }

    /** Returns the number of characters that the models have read. */
    private int length() {
        return outcome.readings().stream().mapToInt(reading -> reading.expectations().size()).max().orElse(0);
    }

    /** Returns the place to show first. */
    public int firstPlace() {
        int space = outcome.text().lastIndexOf(' ', length() - 1);
        return space > 0 ? space - 1 : length() - 1;
    }

    /** Shows one place with the models to compare first. */
    public PlaceView at(int place) {
        return at(place, models().stream().filter(this::isFirst).toList());
    }

    /** Shows one place. */
    public PlaceView at(int place, List<MemoryModel> chosen) {
        if (place < 0 || place >= length()) {
            throw new UsageException("There is no such place. The text has the places 0 to " + (length() - 1) + ".");
        }
        List<ModelReading> readings = outcome.readings().stream().filter(reading -> chosen.contains(reading.model())).toList();
        if (readings.isEmpty()) {
            throw new UsageException("Choose at least one model.");
        }
        return PlaceView.of(outcome, place, readings);
    }

    /** Shows all places with the models to compare first, for a page without a server. */
    public List<PlaceView> places() {
        return IntStream.range(0, length()).mapToObj(this::at).toList();
    }

    /** Summarizes each model's memory over the whole text. */
    public List<MemorySummary> summaries() {
        return outcome.readings().stream().map(reading -> MemorySummary.of(reading, outcome.vocabSize())).toList();
    }

    /** Returns a model's perplexity at the end of its training. */
    public String perplexity(MemorySummary summary) {
        return summary.model() == MemoryModel.SAVED && saved != null ? saved.perplexity() : summary.perplexity();
    }

    /** Describes a model's training. */
    public String training(MemoryModel model) {
        return model == MemoryModel.SAVED ? saved == null ? "–" : saved.settings() + ", clipped at 1"
                : !model.isTrained() ? "–" : MemoryRun.EPOCHS + " epochs, learning rate "
                        + String.valueOf(SmallTraining.LEARNING_RATE).replaceFirst("\\.0$", "")
                        + (model.isClipped() ? ", clipped at " + SmallTraining.CLIPPED_AT : ", not clipped");
    }

    /** Compares the models in sentences. */
    public List<String> findings() {
        return new MemoryFindings(summaries()).sentences();
    }

    /** Finds a model by the name that a form has sent. */
    static MemoryModel model(String name) {
        return Arrays.stream(MemoryModel.values()).filter(model -> model.name().equals(name)).findFirst()
                .orElseThrow(() -> new UsageException("There is no model of this name."));
    }

    /**
     * The memory of a model over a whole text, at all places that have enough characters before them.
     *
     * @param training the training before; null for a model that was not trained here
     * @param half the number of last characters that have half of the weight, the mean over the places
     * @param factor the weight of a character divided by that of the one after it, the median over the places
     * @param broken whether the training went wrong, so that the model is no better than guessing; the numbers are then NaN
     */
    public record MemorySummary(MemoryModel model, SmallTrainingResult training, double half, double factor, boolean broken) {

        /** With fewer characters before a place, its numbers say more about the beginning than about the model. */
        private static final int ENOUGH = 20;
        private static final double LARGE = 1e5;
        private static final double SMALL = 1e-3;
        private static final double ROUNDED_TENTH = 0.0995;
        private static final String NOTHING = "–";

        /** Summarizes a text read by a model. */
        static MemorySummary of(ModelReading reading, int vocabSize) {
            SmallTrainingResult training = reading.training();
            boolean broken = isBroken(reading, vocabSize);
            List<Weights> places = broken ? List.of() : reading.expectations().stream().skip(ENOUGH).map(Weights::of).toList();
            return new MemorySummary(reading.model(), training,
                    places.stream().mapToInt(Weights::half).average().orElse(Double.NaN),
                    median(places.stream().map(Weights::decay).filter(Objects::nonNull).mapToDouble(Decay::factor).sorted()
                            .toArray()), broken);
        }

        /** Tells whether a model's training went wrong, so that the model is no better than guessing. */
        static boolean isBroken(ModelReading reading, int vocabSize) {
            return reading.training() != null && !(reading.training().perplexity() < vocabSize);
        }

        private static double median(double[] sorted) {
            int middle = sorted.length / 2;
            return sorted.length == 0 ? Double.NaN
                    : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }

        /** Tells whether the memory could be measured. */
        boolean isMeasured() {
            return Double.isFinite(half) && Double.isFinite(factor);
        }

        /** Returns the model's name. */
        public String label() {
            return model.label();
        }

        /** Returns the perplexity at the end of the training. */
        public String perplexity() {
            return training == null ? NOTHING : number(training.perplexity());
        }

        /** Returns the number of last characters that have half of the weight. */
        public String halfText() {
            return Double.isFinite(half) ? number(half) : NOTHING;
        }

        /** Returns the weight of a character divided by that of the one after it. */
        public String factorText() {
            return Double.isFinite(factor) ? number(factor) : NOTHING;
        }

        /** Writes a number with two or three digits. */
        static String number(double value) {
            return !Double.isFinite(value) ? "not a number"
                    : value >= LARGE || value > 0 && value < SMALL ? String.format(Locale.ROOT, "%.0e", value).replace("+", "")
                    : String.format(Locale.ROOT, value < ROUNDED_TENTH ? "%.3f" : value < 1 ? "%.2f" : value < 100 ? "%.1f"
                            : "%.0f", value);
        }
    }

    /** The comparison of the models' memories in sentences, made from the numbers. */
    static final class MemoryFindings {

        private static final int FAR = 20;
        private static final double PERCENT = 100;
        /** The ratio of two numbers that differ clearly. A smaller difference can be chance. */
        private static final double CLEARLY = 1.1;

        private final Map<MemoryModel, MemorySummary> summaries;

        MemoryFindings(List<MemorySummary> summaries) {
            this.summaries = summaries.stream().collect(Collectors.toMap(MemorySummary::model, summary -> summary));
        }

        /** Returns the sentences; those for which a model is missing are left out. */
        List<String> sentences() {
            List<String> sentences = new ArrayList<>();
            MemorySummary rnn = summaries.get(MemoryModel.RNN_CLIPPED);
            MemorySummary gru = summaries.get(MemoryModel.GRU_CLIPPED);
            if (areMeasured(summaries.get(MemoryModel.RNN_NEW), rnn)) {
                sentences.add(vanishing(summaries.get(MemoryModel.RNN_NEW), rnn));
            }
            if (areMeasured(rnn, gru)) {
                sentences.add(gates(rnn, gru));
            }
            addClipping("RNN", rnn, summaries.get(MemoryModel.RNN_UNCLIPPED), sentences);
            addClipping("GRU", gru, summaries.get(MemoryModel.GRU_UNCLIPPED), sentences);
            return sentences;
        }

        private static String vanishing(MemorySummary before, MemorySummary after) {
            String measured = "In the RNN, a character has " + after.factorText() + " times the weight of the one after it; "
                    + "before the training it had " + before.factorText() + " times its weight. ";
            String vanishing = after.factor() >= 1 ? "So the weight does not vanish here. "
                    : "So the weight vanishes: " + FAR + " characters back, " + percent(Math.pow(after.factor(), FAR))
                            + " of it is left. ";
            return measured + vanishing + (after.factor() > before.factor()
                    ? "The training has made it vanish more slowly." : "The training has not made it vanish more slowly.");
        }

        private static String gates(MemorySummary rnn, MemorySummary gru) {
            boolean further = gru.half() > CLEARLY * rnn.half();
            boolean less = rnn.half() > CLEARLY * gru.half();
            String begin = further ? "In this training, the GRU looks further back than the RNN"
                    : "Textbooks say that a GRU can look further back than an RNN. After this short training, the GRU "
                            + (less ? "looks less far back" : "looks about as far back");
            double ratio = Math.log(rnn.factor()) / Math.log(gru.factor());
            return begin + ": half of its weight lies within the last " + gru.halfText() + " characters on "
                    + "average, half of the RNN’s within the last " + rnn.halfText() + ". In the GRU, a character has "
                    + gru.factorText() + " times the weight of the one after it, in the RNN " + rnn.factorText()
                    + " times: further back, the GRU’s weight vanishes "
                    + (ratio > CLEARLY ? "more slowly." : ratio < 1 / CLEARLY ? "faster." : "about as fast.");
        }

        private static boolean areMeasured(MemorySummary one, MemorySummary other) {
            return one != null && other != null && one.isMeasured() && other.isMeasured();
        }

        private static void addClipping(String name, MemorySummary clipped, MemorySummary free, List<String> sentences) {
            if (clipped != null && free != null && clipped.training() != null && free.training() != null) {
                sentences.add(clipping(name, clipped, free));
            }
        }

        private static String clipping(String name, MemorySummary clipped, MemorySummary free) {
            String begin = "Clipping shortened " + clipped.training().longGradients() + " of the "
                    + Plural.of(clipped.training().updates(), "gradient") + " of the " + name + ". ";
            if (clipped.training().longGradients() == 0) {
                return begin + "So the training without clipping is the same.";
            }
            if (free.broken() && !clipped.broken()) {
                return begin + "Without clipping the training explodes: the longest gradient has the length "
                        + MemorySummary.number(free.training().largestNorm()) + ", and the perplexity at the end is "
                        + free.perplexity() + " instead of " + clipped.perplexity()
                        + ". Its strip shows a broken model, not a memory.";
            }
            String perplexities = begin + "Without clipping the perplexity at the end is " + free.perplexity() + " instead of "
                    + clipped.perplexity();
            return areMeasured(clipped, free) ? perplexities + ", and half of the weight lies within the last "
                    + free.halfText() + " characters instead of the last " + clipped.halfText() + "." : perplexities + ".";
        }

        private static String percent(double share) {
            return MemorySummary.number(PERCENT * share) + " %";
        }


    }
}
