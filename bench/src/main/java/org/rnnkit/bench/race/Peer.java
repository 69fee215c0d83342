package org.rnnkit.bench.race;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Python with PyTorch, such as Debian's or Ubuntu's.
 *
 * @param python the program that runs Python
 * @param environment the environment variables that make PyTorch use its best BLAS
 * @param blas the BLAS that PyTorch then uses
 */
public record Peer(String python, Map<String, String> environment, Blas blas) {

    /** The command that installs PyTorch and its best BLAS on Debian. */
    public static final String ADVICE = "apt-get install python3-torch libopenblas0-openmp";

    /**
     * Looks for a Python with PyTorch. If its BLAS is slow, another one that is installed is tried.
     *
     * @param programs the programs to try, in this order
     * @param script the path of bench/pytorch/blas.py
     * @param blasFolders the folders with other builds of the BLAS, the best one first
     * @return the first program that can import torch, with the best BLAS, which may still be slow; empty if no program can
     */
    public static Optional<Peer> find(List<String> programs, Path script, List<Path> blasFolders) {
        return programs.stream().flatMap(program -> ask(program, script, Map.of()).stream()).findFirst()
                .map(peer -> peer.slowness().isEmpty() ? peer : blasFolders.stream()
                        .flatMap(folder -> ask(peer.python, script, Map.of("LD_LIBRARY_PATH", folder.toString())).stream())
                        .filter(other -> other.slowness().isEmpty()).findFirst().orElse(peer));
    }

    private static Optional<Peer> ask(String program, Path script, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(program, script.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() != 0 ? Optional.empty()
                    : Optional.ofNullable(new Gson().fromJson(answer, Blas.class)).filter(Blas::isComplete)
                            .map(blas -> new Peer(program, environment, blas));
        } catch (IOException | JsonSyntaxException e) {
            return Optional.empty(); // no such program, or one that is not Python
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Says why a comparison would be unfair; empty if it would not. */
    public Optional<String> slowness() {
        return blas.slowness();
    }

    /** Returns the programs to try: first Debian's own Python, then the first one on the path. */
    public static List<String> usualPlaces() {
        return List.of("/usr/bin/python3", "python3", "python");
    }

    /** Returns the folders where Debian and Ubuntu have the build of OpenBLAS that shares its threads with PyTorch. */
    public static List<Path> openMpBuilds() {
        List<Path> found = new ArrayList<>();
        Path libraries = Path.of("/usr/lib");
        if (Files.isDirectory(libraries)) {
            try (DirectoryStream<Path> systems = Files.newDirectoryStream(libraries, "*-linux-gnu")) {
                for (Path system : systems) {
                    if (Files.exists(system.resolve("openblas-openmp/libblas.so.3"))) {
                        found.add(system.resolve("openblas-openmp"));
                    }
                }
            } catch (IOException ignored) {
                // A folder that can't be listed has no library for PyTorch, either.
            }
        }
        return found;
    }
}
