package org.rnnkit.learner.showcase.picture;

import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.learner.showcase.worker.FirstState;

/** The first state as a grid: a row for each text, a column for each hidden unit. */
public final class StatePicture {

    private final FirstState data;

    /**
     * Makes the picture.
     *
     * @param data the state
     */
    public StatePicture(FirstState data) {
        this.data = data;
    }

    /** Returns the number of texts. */
    public int batchSize() {
        return data.rows().length;
    }

    /** Returns the number of hidden units. */
    public int numHiddens() {
        return data.rows()[0].length;
    }

    /** Returns the number of values that are not 0. */
    public long notZero() {
        long count = 0;
        for (float[] row : data.rows()) {
            for (float value : row) {
                count += value == 0 ? 0 : 1;
            }
        }
        return count;
    }

    /** Returns the grid. */
    public HeatMap map() {
        return new HeatMap(data.rows(), IntStream.rangeClosed(1, batchSize()).mapToObj(String::valueOf).toList(), List.of());
    }
}
