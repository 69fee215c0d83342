package org.rnnkit.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Python with PyTorch, with which the kit's speed is compared.
 *
 * @param python the program that runs Python
 * @param environment the environment variables that make PyTorch use its best BLAS
 * @param blas the BLAS that PyTorch then uses
 */
record Peer(String python, Map<String, String> environment, Blas blas) {

    /** The command that installs PyTorch and its best BLAS on Debian. */
    static final String ADVICE = "apt-get install python3-torch libopenblas0-openmp";

    /** The environment variable that makes OpenBLAS use another processor's kernels than this one's. */
    static final String OTHER_KERNELS = "OPENBLAS_CORETYPE";

    /**
     * The BLAS, the library of matrix products, that a PyTorch uses, as bench/eager.py prints it.
     *
     * @param pytorch PyTorch's version
     * @param blas openblas, mkl, reference, other or unknown
     * @param build how the library was built; for OpenBLAS also the processor whose kernels it uses
     * @param threading openmp, pthread, none or unknown
     */
    record Blas(String pytorch, String blas, String build, String threading) {

        private boolean isComplete() {
            return Stream.of(pytorch, blas, build, threading).allMatch(Objects::nonNull);
        }
    }

    /**
     * Looks for a Python with PyTorch. If its BLAS is slow, another one that is installed is tried.
     *
     * @param programs the programs to try, in this order
     * @param script the path of bench/eager.py
     * @param blasFolders the folders with other builds of the BLAS, the best one first
     * @return the first program that can import torch, with the best BLAS, which may still be slow; empty if no program can
     */
    static Optional<Peer> find(List<String> programs, Path script, List<Path> blasFolders) {
        return programs.stream().flatMap(program -> ask(program, script, Map.of()).stream()).findFirst()
                .map(peer -> peer.slowness().isEmpty() ? peer : blasFolders.stream()
                        .flatMap(folder -> ask(peer.python, script, Map.of("LD_LIBRARY_PATH", folder.toString())).stream())
                        .filter(other -> other.slowness().isEmpty()).findFirst().orElse(peer));
    }

    private static Optional<Peer> ask(String program, Path script, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(program, script.toString(), "--about")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove(OTHER_KERNELS);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.onExit().join().exitValue() != 0 || answer.isBlank() ? Optional.empty()
                    : Optional.of(new JsonMapper().readValue(answer, Blas.class)).filter(Blas::isComplete)
                            .map(blas -> new Peer(program, environment, blas));
        } catch (IOException e) {
            return Optional.empty(); // no such program, or not Python
        }
    }

    /** Says why a comparison with this PyTorch would flatter the kit; empty if it would not. */
    Optional<String> slowness() {
        if (blas.blas().equals("reference")) {
            return Optional.of("it multiplies with the plain reference BLAS, which is about twenty times slower than OpenBLAS");
        } else if (blas.threading().equals("pthread")) {
            return Optional.of("its OpenBLAS has threads of its own (the pthread build), which disturb PyTorch's threads");
        } else if (blas.threading().equals("none")) {
            return Optional.of("its OpenBLAS was built without threads, so that a second thread does not help");
        }
        return Optional.empty();
    }

    /** Returns the programs to try: first Debian's own Python, then the first one on the path. */
    static List<String> usualPlaces() {
        return List.of("/usr/bin/python3", "python3", "python");
    }

    /** Returns the folders where Debian and Ubuntu have the build of OpenBLAS that shares its threads with PyTorch. */
    static List<Path> openMpBuilds() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> systems = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu")) {
            systems.forEach(system -> found.add(system.resolve("openblas-openmp")));
        } catch (IOException e) {
            return List.of(); // not Linux
        }
        return found.stream().filter(folder -> Files.exists(folder.resolve("libblas.so.3"))).toList();
    }

    /** Describes PyTorch and its BLAS in one line. */
    @Override
    public String toString() {
        return blas.pytorch() + " with " + blas.build()
                + (blas.threading().equals("unknown") ? "" : ", threads: " + blas.threading());
    }
}
