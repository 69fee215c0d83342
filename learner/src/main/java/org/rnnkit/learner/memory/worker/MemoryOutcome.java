package org.rnnkit.learner.memory.worker;

import java.util.List;
import org.rnnkit.grader.worker.Bounds;
import org.rnnkit.grader.worker.WorkerFailure;

/**
 * The answer of the worker.
 *
 * @param text the text that the models have read, followed by the character after it, if there is one
 * @param vocabSize the number of tokens in its vocabulary
 * @param readings the text read by each model
 * @param remark a sentence about a model that could not be read; null if all could be read
 * @param failure the reason why there are no readings; null if there are
 */
public record MemoryOutcome(String text, int vocabSize, List<ModelReading> readings, String remark, WorkerFailure failure) {

    /** The largest number of characters that a model reads. */
    public static final int MAX_LENGTH = 100;

    /** Copies the list. Rejects readings that do not fit the text, because student code may forge them. */
    public MemoryOutcome {
        Bounds.text(text, MAX_LENGTH + 1);
        readings = List.copyOf(readings);
        Bounds.require(readings.size() <= MemoryModel.values().length, "number of readings");
        for (ModelReading reading : readings) {
            Bounds.require(reading.expectations().size() <= text.length(), "number of expectations");
        }
        Bounds.text(remark == null ? "" : remark, Bounds.MESSAGE);
    }

    /**
     * Makes the answer for a failure.
     *
     * @param failure the reason
     * @return an answer without readings
     */
    public static MemoryOutcome failed(WorkerFailure failure) {
        return new MemoryOutcome("", 0, List.of(), null, failure);
    }
}
