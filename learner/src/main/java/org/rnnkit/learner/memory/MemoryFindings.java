package org.rnnkit.learner.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.learner.memory.Memory.MemorySummary;
import org.rnnkit.learner.worker.MemoryWorker.MemoryModel;

/** The comparison of the models' memories in sentences, made from the numbers. */
final class MemoryFindings {

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
        vanishing().ifPresent(sentences::add);
        gates().ifPresent(sentences::add);
        clipping("RNN", MemoryModel.RNN_CLIPPED, MemoryModel.RNN_UNCLIPPED).ifPresent(sentences::add);
        clipping("GRU", MemoryModel.GRU_CLIPPED, MemoryModel.GRU_UNCLIPPED).ifPresent(sentences::add);
        return sentences;
    }

    private Optional<String> vanishing() {
        MemorySummary before = summaries.get(MemoryModel.RNN_NEW);
        MemorySummary after = summaries.get(MemoryModel.RNN_CLIPPED);
        if (!areMeasured(before, after)) {
            return Optional.empty();
        }
        String measured = "In the RNN, a character has " + after.factorText() + " times the weight of the one after it; before "
                + "the training it had " + before.factorText() + " times its weight. ";
        String vanishing = after.factor() >= 1 ? "So the weight does not vanish here. "
                : "So the weight vanishes: " + FAR + " characters back, " + percent(Math.pow(after.factor(), FAR))
                        + " of it is left. ";
        return Optional.of(measured + vanishing + (after.factor() > before.factor()
                ? "The training has made it vanish more slowly." : "The training has not made it vanish more slowly."));
    }

    private Optional<String> gates() {
        MemorySummary rnn = summaries.get(MemoryModel.RNN_CLIPPED);
        MemorySummary gru = summaries.get(MemoryModel.GRU_CLIPPED);
        if (!areMeasured(rnn, gru)) {
            return Optional.empty();
        }
        boolean further = gru.half() > CLEARLY * rnn.half();
        boolean less = rnn.half() > CLEARLY * gru.half();
        String begin = further ? "The GRU looks further back than the RNN"
                : "Textbooks say that a GRU can look further back than an RNN. After this short training, the GRU "
                        + (less ? "looks less far back" : "looks about as far back");
        double ratio = Math.log(rnn.factor()) / Math.log(gru.factor());
        return Optional.of(begin + ": half of its weight lies within the last " + gru.halfText() + " characters on average, "
                + "half of the RNN’s within the last " + rnn.halfText() + ". In the GRU, a character has " + gru.factorText()
                + " times the weight of the one after it, in the RNN " + rnn.factorText() + " times: further back, the GRU’s "
                + "weight vanishes "
                + (ratio > CLEARLY ? "more slowly." : ratio < 1 / CLEARLY ? "faster." : "about as fast."));
    }

    private static boolean areMeasured(MemorySummary one, MemorySummary other) {
        return one != null && other != null && one.isMeasured() && other.isMeasured();
    }

    private Optional<String> clipping(String name, MemoryModel with, MemoryModel without) {
        MemorySummary clipped = summaries.get(with);
        MemorySummary free = summaries.get(without);
        if (clipped == null || free == null || clipped.training() == null || free.training() == null) {
            return Optional.empty();
        }
        String begin = "Clipping shortened " + clipped.training().longGradients() + " of the "
                + Plural.of(clipped.training().updates(), "gradient") + " of the " + name + ". ";
        if (clipped.training().longGradients() == 0) {
            return Optional.of(begin + "So the training without clipping is the same.");
        }
        if (free.broken() && !clipped.broken()) {
            return Optional.of(begin + "Without clipping the training explodes: the longest gradient has the length "
                    + MemorySummary.number(free.training().largestNorm()) + ", and the perplexity at the end is "
                    + free.perplexity() + " instead of " + clipped.perplexity()
                    + ". Its strip shows a broken model, not a memory.");
        }
        String perplexities = begin + "Without clipping the perplexity at the end is " + free.perplexity() + " instead of "
                + clipped.perplexity();
        return Optional.of(areMeasured(clipped, free) ? perplexities + ", and half of the weight lies within the last "
                + free.halfText() + " characters instead of the last " + clipped.halfText() + "." : perplexities + ".");
    }

    private static String percent(double share) {
        return MemorySummary.number(PERCENT * share) + " %";
    }


}
