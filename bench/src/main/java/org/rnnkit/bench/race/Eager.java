package org.rnnkit.bench.race;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A Python with PyTorch, as Debian and Ubuntu have it.
 *
 * @param python its program
 * @param version PyTorch's version, and what multiplies its matrices: of OpenBLAS how it was built, and for which processor
 */
public record Eager(String python, String version) {

    /**
     * How to get one. The second package because the first alone multiplies with a library that is twenty times slower, and
     * this build of OpenBLAS because its threads are PyTorch's own: those of the other (libopenblas0-pthread) and PyTorch's
     * wait for each other, spinning, and two are thirty times slower than one.
     */
    public static final String ADVICE = "apt-get install python3-torch libopenblas0-openmp";

    private static final String QUESTION = """
            import ctypes, re, torch
            torch.ones(2, 2) @ torch.ones(2, 2)
            try:
                library = re.search(r'/\\S*(openblas|mkl_rt|blis)\\S*', open('/proc/self/maps').read())
                about = library[1] if library else 'a plain BLAS, which is slow'
                if about == 'openblas':
                    says = ctypes.CDLL(library[0]).openblas_get_config
                    says.restype = ctypes.c_char_p
                    about = says().decode().strip()
            except (OSError, AttributeError):
                about = 'a BLAS of its own choice'
            print(torch.__version__, 'with', about)
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
