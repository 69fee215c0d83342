package org.rnnkit.grader.worker.training;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.rnnkit.grader.worker.FailureSource;
import org.rnnkit.grader.worker.MessageBounds;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.TrainingResult;

/**
 * The answer of a training worker: what step 9 returned, what the kit measured beside it, and the trained parameters. A
 * grading makes a {@code TrainingReport} from it, {@code train} a run folder.
 *
 * @param epochs the result of each epoch
 * @param samples the texts that the model wrote
 * @param device the device that computed, such as "cpu"
 * @param parameters the trained parameters; null if they were saved to a folder or training failed
 * @param traces the measurements of each epoch, for the training's page; null if training failed
 * @param excerpt a piece of text, read by the trained model, for the page; null if training failed, and in a grading, where
 *     the grader reads it itself
 * @param failure the reason why training did not finish; null if it finished
 */
public record TrainingAnswer(List<EpochResult> epochs, List<String> samples, String device, List<Tensor> parameters,
        List<EpochTrace> traces, Excerpt excerpt, WorkerFailure failure) {

    private static final int MAX_SAMPLES = 10;

    /** Copies the lists. Rejects missing lists and longer texts than a training has, because an answer may be forged. */
    public TrainingAnswer {
        epochs = List.copyOf(epochs);
        samples = List.copyOf(samples);
        MessageBounds.require(samples.size() <= MAX_SAMPLES, "number of samples");
        samples.forEach(Objects::requireNonNull);
        MessageBounds.text(device, MessageBounds.NAME);
    }

    /** Makes the answer about a training that did not finish. */
    public static TrainingAnswer failed(FailureSource source, String message) {
        return new TrainingAnswer(List.of(), List.of(), "", null, null, null,
                new WorkerFailure(source, message));
    }

    /** Returns the results of the epochs and the samples, as step 9 returns them. */
    public TrainingResult result() {
        return new TrainingResult(epochs, samples);
    }

    /** Returns the answer about a whole training, of which this one is the continuation. */
    public TrainingAnswer after(TrainingAnswer earlier) {
        return new TrainingAnswer(joined(earlier.epochs, epochs), samples, device, parameters, joined(earlier.traces, traces),
                excerpt, failure);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
