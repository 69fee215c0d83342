package org.rnnkit.bench.race;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A Python with PyTorch, such as Debian's or Ubuntu's.
 *
 * @param python the program that runs Python
 * @param version PyTorch's version and the library that multiplies its matrices; for OpenBLAS also how it was built, and the
 *     processor that it uses kernels for
 */
public record Eager(String python, String version) {

    /**
     * The command that installs PyTorch on Debian. Without the second package PyTorch multiplies with a library that is twenty
     * times slower. This build of OpenBLAS shares its threads with PyTorch. The other build (libopenblas0-pthread) has threads
     * of its own; they and PyTorch's spin while they wait for each other, and two threads are thirty times slower than one.
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
     * Looks for a Python with PyTorch.
     *
     * @param programs the programs to try, in this order
     * @return the first program that can import torch; empty if no program can
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

    /** Returns the programs to try: first Debian's own Python, then the first one on the path. */
    public static List<String> usualPlaces() {
        return List.of("/usr/bin/python3", "python3", "python");
    }
}
