package org.rnnkit.bench.race;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The BLAS, the library of matrix products, that a PyTorch for Python uses, as bench/pytorch/blas.py prints it.
 *
 * @param pytorch PyTorch's version
 * @param blas openblas, mkl, reference, other or unknown
 * @param build how the library was built; for OpenBLAS also the processor whose kernels it uses
 * @param threading openmp, pthread, none or unknown
 */
public record Blas(String pytorch, String blas, String build, String threading) {

    /** Tells whether the script has given all answers. A program that is not Python gives none. */
    boolean isComplete() {
        return Stream.of(pytorch, blas, build, threading).allMatch(Objects::nonNull);
    }

    /** Says why a comparison with this library would be unfair; empty if it would not. */
    Optional<String> slowness() {
        if (blas.equals("reference")) {
            return Optional.of("it multiplies with the plain reference BLAS, which is about twenty times slower than OpenBLAS");
        } else if (threading.equals("pthread")) {
            return Optional.of("its OpenBLAS has threads of its own (the pthread build). They disturb PyTorch's threads, so "
                    + "that two threads are many times slower than one");
        } else if (threading.equals("none")) {
            return Optional.of("its OpenBLAS was built without threads, so that a second thread does not help");
        }
        return Optional.empty();
    }

    /** Says whether an environment makes OpenBLAS use the kernels of a given processor. */
    public boolean kernelsFixed(Map<String, String> environment) {
        return blas.equals("openblas") && environment.containsKey("OPENBLAS_CORETYPE");
    }

    @Override
    public String toString() {
        return pytorch + " with " + build + (threading.equals("unknown") ? "" : ", threads: " + threading);
    }
}
