package org.rnnkit.testkit.oracle;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The gradients of a loss that is computed from a network's logits.
 *
 * @param parameters those of each parameter, with the same rows
 * @param inputs those of the inputs of each time step
 */
public record NetworkGradients(List<double[][]> parameters, double[][][] inputs) {

    /** Returns the gradients of both: sums for the parameters, one after the other for the time steps. */
    NetworkGradients then(NetworkGradients later) {
        return new NetworkGradients(IntStream.range(0, parameters.size())
                .mapToObj(i -> Matrix.plus(parameters.get(i), later.parameters.get(i))).toList(),
                Stream.of(inputs, later.inputs).flatMap(Stream::of).toArray(double[][][]::new));
    }
}
