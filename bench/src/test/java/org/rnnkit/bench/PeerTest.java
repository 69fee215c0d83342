package org.rnnkit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the search for PyTorch and its BLAS, with invented Pythons. */
class PeerTest {

    private static final Peer.Blas FAST = new Peer.Blas("2.6.0", "openblas", "OpenBLAS USE_OPENMP", "openmp");
    private static final Peer.Blas PTHREAD = new Peer.Blas("2.6.0", "openblas", "OpenBLAS", "pthread");
    private static final Path SCRIPT = Path.of("eager.py");

    @TempDir
    private Path folder;

    @Test
    void findsTheFirstPythonWithPyTorch() throws IOException {
        String without = python("without", "echo no module named torch >&2; exit 1");
        String with = python("with", says(FAST));

        assertThat(find(List.of(folder.resolve("missing").toString(), without, with)))
                .contains(new Peer(with, Map.of(), FAST));
        assertThat(find(List.of(without))).isEmpty();
        assertThat(find(List.of(python("other", "echo hello")))).isEmpty();
        assertThat(find(List.of(python("silent", "exit 0")))).isEmpty();
        assertThat(find(List.of(python("json", "echo '{\"pytorch\": \"2.6.0\"}'")))).isEmpty();
    }

    @Test
    void choosesAnInstalledBlasThatIsFastInPlaceOfASlowOne() throws IOException {
        String python = python("python", "case \"$LD_LIBRARY_PATH\" in *openmp) " + says(FAST) + " ;; *) " + says(PTHREAD)
                + " ;; esac");
        Path openMp = folder.resolve("openmp");

        assertThat(find(List.of(python), folder.resolve("useless"), openMp))
                .contains(new Peer(python, Map.of("LD_LIBRARY_PATH", openMp.toString()), FAST));
    }

    @Test
    void keepsTheSlowOneWithAReasonIfThereIsNoOther() throws IOException {
        Optional<Peer> peer = find(List.of(python("python", says(PTHREAD))), folder.resolve("useless"));

        assertThat(peer).map(Peer::environment).contains(Map.of());
        assertThat(peer.flatMap(Peer::slowness).orElseThrow()).contains("threads of its own");
    }

    @Test
    void knowsWhichLibrariesAreSlow() {
        assertThat(slowness("mkl", "openmp")).isEmpty();
        assertThat(slowness("unknown", "unknown")).isEmpty();
        assertThat(slowness("reference", "unknown")).isPresent();
        assertThat(slowness("openblas", "none")).isPresent();
    }

    @Test
    void asksTheInstalledPyTorch() {
        Path script = Path.of(System.getProperty("rnnkit.home"), "bench", "eager.py");
        Optional<Peer> peer = Peer.find(Peer.usualPlaces(), script, List.of());
        assumeTrue(peer.isPresent(), "There is no PyTorch for Python here");

        assertThat(peer.get().blas().pytorch()).startsWith("2.");
        assertThat(peer.get().blas().blas()).isIn("openblas", "mkl", "reference", "other", "unknown");
        assertThat(peer.get().blas().build()).isNotBlank();
        assertThat(peer.get().blas().threading()).isIn("openmp", "pthread", "none", "unknown");
    }

    private static Optional<String> slowness(String blas, String threading) {
        return new Peer("python3", Map.of(), new Peer.Blas("2.6.0", blas, blas, threading)).slowness();
    }

    private static Optional<Peer> find(List<String> programs, Path... blasFolders) {
        return Peer.find(programs, SCRIPT, List.of(blasFolders));
    }

    private static String says(Peer.Blas blas) {
        return "echo '{\"pytorch\": \"%s\", \"blas\": \"%s\", \"build\": \"%s\", \"threading\": \"%s\"}'"
                .formatted(blas.pytorch(), blas.blas(), blas.build(), blas.threading());
    }

    private String python(String name, String body) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }
}
