// style: Everything in Java doubles.
package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

public final class RnnBackward {

    private RnnBackward() {}

    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        int steps = (int) inputs.getShape().get(0);
        int batch = (int) inputs.getShape().get(1);
        int vocab = (int) inputs.getShape().get(2);
        int n = (int) state.get(0).getShape().get(1);
        float[] x = inputs.toFloatArray();
        float[] dY = logitsGradient.toFloatArray();
        float[][] p = new float[5][];
        double[][] sums = new double[5][];
        for (int i = 0; i < 5; i++) {
            p[i] = parameters.get(i).toFloatArray();
            sums[i] = new double[p[i].length];
        }
        double[][][] h = new double[steps + 1][batch][n];
        float[] begin = state.get(0).toFloatArray();
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < n; j++) {
                h[0][b][j] = begin[b * n + j];
            }
        }
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < batch; b++) {
                for (int j = 0; j < n; j++) {
                    double a = p[2][j];
                    for (int v = 0; v < vocab; v++) {
                        a += x[(t * batch + b) * vocab + v] * p[0][v * n + j];
                    }
                    for (int k = 0; k < n; k++) {
                        a += h[t][b][k] * p[1][k * n + j];
                    }
                    h[t + 1][b][j] = Math.tanh(a);
                }
            }
        }
        for (int b = 0; b < batch; b++) {
            double[] later = new double[n];
            for (int t = steps - 1; t >= 0; t--) {
                double[] dA = new double[n];
                for (int j = 0; j < n; j++) {
                    double dH = later[j];
                    for (int v = 0; v < vocab; v++) {
                        double d = dY[(t * batch + b) * vocab + v];
                        dH += d * p[3][j * vocab + v];
                        sums[3][j * vocab + v] += h[t + 1][b][j] * d;
                    }
                    dA[j] = dH * (1 - h[t + 1][b][j] * h[t + 1][b][j]);
                    sums[2][j] += dA[j];
                }
                later = new double[n];
                for (int j = 0; j < n; j++) {
                    for (int v = 0; v < vocab; v++) {
                        sums[0][v * n + j] += x[(t * batch + b) * vocab + v] * dA[j];
                    }
                    for (int k = 0; k < n; k++) {
                        sums[1][k * n + j] += h[t][b][k] * dA[j];
                        later[k] += p[1][k * n + j] * dA[j];
                    }
                }
                for (int v = 0; v < vocab; v++) {
                    sums[4][v] += dY[(t * batch + b) * vocab + v];
                }
            }
        }
        NDManager manager = inputs.getManager();
        NDList gradients = new NDList();
        for (int i = 0; i < 5; i++) {
            float[] values = new float[sums[i].length];
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) sums[i][j];
            }
            gradients.add(manager.create(values, parameters.get(i).getShape()));
        }
        return gradients;
    }
}
