package org.rnnkit.learner.drawing;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.TextSource;

/** The sizes of the training in chapter 9. Each size belongs to one axis, so an array's shape says what its axes are. */
final class ChapterSizes {

    static final Hyperparameters TRAINING = Hyperparameters.ofChapter(1, 1);
    static final int VOCAB = (int) CharacterVocabulary.of(TextSource.embedded().characters()).size();
    static final int HIDDENS = TRAINING.numHiddens();
    static final int BATCH = TRAINING.batchSize();
    static final int STEPS = TRAINING.numSteps();
    static final int ROWS = STEPS * BATCH;

    private static final List<BoxAxis> AXES = List.of(new BoxAxis("vocabSize", VOCAB, "vocab", 106),
            new BoxAxis("numHiddens", HIDDENS, "hiddens", 126), new BoxAxis("batchSize", BATCH, "batch", 102),
            new BoxAxis("numSteps", STEPS, "steps", 102), new BoxAxis("numSteps · batchSize", ROWS, "steps", 132),
            new BoxAxis("", 1, "faint", 56));

    private ChapterSizes() {}

    /** Returns an array with this shape. */
    static ArrayBox array(String name, long... shape) {
        return new ArrayBox(name, Arrays.stream(shape).mapToObj(ChapterSizes::axis).toList());
    }

    /** Returns an array with this shape. */
    static ArrayBox array(String name, Shape shape) {
        return array(name, shape.getShape());
    }

    /** Returns the matrix product of two arrays, which has the rows of the first and the columns of the second. */
    static ArrayBox product(String name, ArrayBox left, ArrayBox right) {
        if (!left.axes().get(1).equals(right.axes().get(0))) {
            throw new IllegalArgumentException(left.words() + " and " + right.words() + " can't be multiplied");
        }
        return new ArrayBox(name, List.of(left.axes().get(0), right.axes().get(1)));
    }

    private static BoxAxis axis(long size) {
        return AXES.stream().filter(axis -> axis.size() == size).findFirst().orElseThrow();
    }
}
