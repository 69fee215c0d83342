package org.rnnkit.learner.memory;

import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.learner.worker.MemoryWorker.Expectation;
import org.rnnkit.learner.worker.MemoryWorker.MemoryModel;
import org.rnnkit.learner.worker.MemoryWorker.MemoryOutcome;
import org.rnnkit.learner.worker.MemoryWorker.ModelReading;
import org.rnnkit.learner.worker.MemoryWorker.SmallTraining.SmallTrainingResult;

/** Measurements for tests. */
final class MemorySamples {

    /** The text that the models have read, and one more character. */
    static final String TEXT = "a <b> & the rest of the text is here and it goes on x";
    static final int LENGTH = TEXT.length() - 1;
    static final int VOCAB_SIZE = 28;

    private MemorySamples() {}

    /** Returns a reading whose weights fall by a factor. */
    static ModelReading reading(MemoryModel model, double factor, SmallTrainingResult training) {
        return new ModelReading(model, training, IntStream.range(0, LENGTH).mapToObj(place -> new Expectation("<", 0.25,
                IntStream.rangeClosed(0, place).mapToDouble(t -> Math.pow(factor, place - t)).toArray())).toList());
    }

    static SmallTrainingResult training(double perplexity, int longGradients) {
        return new SmallTrainingResult(perplexity, 700, longGradients, 0.9);
    }

    static Memory memory() {
        return new Memory(new MemoryOutcome(TEXT, VOCAB_SIZE, List.of(reading(MemoryModel.RNN_NEW, 0.09, null),
                reading(MemoryModel.RNN_CLIPPED, 0.8, training(6, 600)),
                new ModelReading(MemoryModel.RNN_UNCLIPPED, new SmallTrainingResult(Double.NaN, 3, 3, 1e9), List.of())), null),
                "The RNN is <yours>.", "a <text>",
                null);
    }
}
