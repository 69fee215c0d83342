package org.rnnkit.bench.race;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A Python with PyTorch, as Debian and Ubuntu have it.
 *
 * @param python its program
 * @param version PyTorch's version, and the library that multiplies matrices
 */
public record Eager(String python, String version) {

    /** How to get one; the second package because the first alone multiplies with a library that is twenty times slower. */
    public static final String ADVICE = "apt-get install python3-torch libopenblas0-pthread";

    private static final String QUESTION = """
            import re, torch
            torch.ones(2, 2) @ torch.ones(2, 2)
            try:
                found = re.search('openblas|mkl_rt|blis', open('/proc/self/maps').read())
                library = found[0] if found else 'a plain BLAS, which is slow'
            except OSError:
                library = 'a BLAS of its own choice'
            print(torch.__version__, 'with', library)
            """;

    /**
     * Looks for one.
     *
     * @param programs where to look, the best first
     * @return the first that can import torch
     */
    public static Optional<Eager> find(List<String> programs) {
        return programs.stream().flatMap(program -> ask(program).stream()).findFirst();
    }

    private static Optional<Eager> ask(String program) {
        try {
            Process process = new ProcessBuilder(program, "-c", QUESTION)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(new Eager(program, answer)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Where one may be: Debian's own, then whichever is first on the path. */
    public static List<String> usualPlaces() {
        return List.of("/usr/bin/python3", "python3", "python");
    }
}
