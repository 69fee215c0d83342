package org.rnnkit.learner.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.learner.memory.worker.MemoryModel;

/** The comparison of the models' memories in sentences, made from the numbers. */
final class MemoryFindings {

    private static final int FAR = 20;
    private static final double PERCENT = 100;

    private final Map<MemoryModel, MemorySummary> summaries;
    private final int vocabSize;

    /** Compares models; the perplexity of guessing is the size of the vocabulary. */
    MemoryFindings(List<MemorySummary> summaries, int vocabSize) {
        this.summaries = summaries.stream().collect(Collectors.toMap(MemorySummary::model, summary -> summary));
        this.vocabSize = vocabSize;
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
        if (before == null || after == null || Double.isNaN(before.factor()) || Double.isNaN(after.factor())) {
            return Optional.empty();
        }
        String measured = String.format(Locale.ROOT, "In the RNN, each further character back has %s times the weight of the "
                + "one after it; before the training it was %s times. ", after.factorText(), before.factorText());
        String vanishing = after.factor() >= 1 ? "So its weight does not vanish here. "
                : "So its weight vanishes: " + FAR + " characters back it is " + percent(Math.pow(after.factor(), FAR))
                        + " of the first one's. ";
        return Optional.of(measured + vanishing + (after.factor() > before.factor()
                ? "The training has made it vanish more slowly." : "The training has not made it vanish more slowly."));
    }

    private Optional<String> gates() {
        MemorySummary rnn = summaries.get(MemoryModel.RNN_CLIPPED);
        MemorySummary gru = summaries.get(MemoryModel.GRU_CLIPPED);
        if (rnn == null || gru == null || Double.isNaN(rnn.half()) || Double.isNaN(gru.half()) || rnn.isBroken(vocabSize)
                || gru.isBroken(vocabSize)) {
            return Optional.empty();
        }
        String halves = "half of its weight lies within the last " + characters(gru) + ", the RNN's within the last "
                + characters(rnn) + ".";
        String far = gru.factor() > rnn.factor() ? " Its weight also falls more slowly further back: by " + gru.factorText()
                + " a character, the RNN's by " + rnn.factorText() + "."
                : " Further back its weight does not fall more slowly: by " + gru.factorText() + " a character, the RNN's by "
                        + rnn.factorText() + ".";
        return Optional.of((gru.half() > rnn.half() ? "The GRU looks further back than the RNN: " + halves
                : "Textbooks say that a GRU can look further back than an RNN. This one does not do so after so short a "
                        + "training: " + halves) + far);
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
        if (free.isBroken(vocabSize) && !clipped.isBroken(vocabSize)) {
            return Optional.of(begin + "Without clipping the training explodes: the largest gradient has a norm of "
                    + MemorySummary.number(free.training().largestNorm()) + ", the perplexity is " + free.perplexity()
                    + " at the end instead of " + clipped.perplexity() + ", and what the strip shows is no longer a memory of a "
                    + "text.");
        }
        return Optional.of(begin + "Without clipping the perplexity is " + free.perplexity() + " at the end instead of "
                + clipped.perplexity() + ", and half of the weight lies within the last " + characters(free)
                + " instead of the last " + characters(clipped) + ".");
    }

    private static String characters(MemorySummary summary) {
        return summary.half() == 1 ? "character" : summary.halfText() + " characters";
    }

    private static String percent(double share) {
        return MemorySummary.number(PERCENT * share) + " %";
    }
}
