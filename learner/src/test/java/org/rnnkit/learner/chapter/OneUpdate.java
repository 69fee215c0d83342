package org.rnnkit.learner.chapter;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.testkit.oracle.Clipping;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;

/** One update of the output's bias alone, computed by the oracles: from logits to the loss, back, clipped, and on. */
record OneUpdate(double[][] logits, int[] labels, double[] bias, double theta, double rate) {

    double[][] p() {
        return Matrix.mapRows(logits, CrossEntropy::softmax);
    }

    double[] losses() {
        return IntStream.range(0, labels.length)
                .mapToDouble(i -> CrossEntropy.mean(new double[][] {logits[i]}, new int[] {labels[i]})).toArray();
    }

    double loss() {
        return CrossEntropy.mean(logits, labels);
    }

    double[][] logitsGradient() {
        return CrossEntropy.gradient(logits, labels);
    }

    double[] gradient() {
        return Matrix.columnSums(logitsGradient());
    }

    double norm() {
        return Clipping.norm(List.of(gradient()));
    }

    double[] clipped() {
        double[] clipped = gradient();
        Clipping.clip(List.of(clipped), theta);
        return clipped;
    }

    /** Returns the same guesses after the update: each logit has changed like its bias. */
    OneUpdate after() {
        double[] clipped = clipped();
        double[] moved = new double[bias.length];
        Arrays.setAll(moved, i -> -rate * clipped[i]);
        return new OneUpdate(Matrix.plus(logits, moved), labels, Matrix.plus(new double[][] {bias}, moved)[0], theta, rate);
    }
}
