package org.rnnkit.learner.showcase.worker;

import java.util.List;
import org.rnnkit.grader.worker.Bounds;

/**
 * The parts of a model.
 *
 * @param vocabSize the number of tokens
 * @param numHiddens the number of hidden units
 * @param parts its parameters, in their order
 */
public record ModelParts(int vocabSize, int numHiddens, List<ModelPart> parts) {

    /** Checks the sizes, since a student's code can forge them. */
    public ModelParts {
        Bounds.require(parts != null && parts.size() == ParameterNames.ALL.size(), "parts");
    }

    /**
     * One parameter.
     *
     * @param name its symbol
     * @param shape its shape
     */
    public record ModelPart(String name, long[] shape) {

        /** Checks the sizes. */
        public ModelPart {
            Bounds.text(name, Bounds.NAME);
            Bounds.require(shape != null && (shape.length == 1 || shape.length == 2), "shape");
            for (long size : shape) {
                Bounds.require(size > 0 && size < 1 << 20, "shape");
            }
        }

        /** Returns the number of its values. */
        public long count() {
            return shape.length == 1 ? shape[0] : shape[0] * shape[1];
        }
    }
}
