package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.system.Jdk;

/** What code in a sandbox can't do, tried in each sandbox that this machine has; without one it can. */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class SandboxCommandTest {

    @TempDir
    private Path outside;
    @TempDir
    private Path folder;

    private Path secret;

    static List<SandboxCommand> sandboxes() {
        return Trespass.sandboxes();
    }

    @BeforeEach
    void keepASecret() throws IOException {
        secret = Files.writeString(outside.resolve("secret"), "secret");
        folder = folder.toRealPath();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void showsNoFileThatIsNotNeeded(SandboxCommand sandbox) throws Exception {
        assertThat(unconfined("read", secret.toString())).containsExactly("read secret");
        List<String> said = in(sandbox, "read", secret.toString(), "list", "/etc", "list", "/");
        assertThat(said.get(0)).startsWith("refused").contains("NoSuchFile");
        assertThat(said.get(1)).startsWith("listed").doesNotContain("passwd").doesNotContain("shadow");
        assertThat(said.get(2).split(" ")).contains("usr").doesNotContain("sys", "var", "root");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void showsOfAHomeFolderOnlyWhatIsNeeded(SandboxCommand sandbox) throws Exception {
        Path home = Files.createDirectories(outside.resolve("home"));
        Files.writeString(home.resolve("diary"), "private");
        Path jar = Files.writeString(home.resolve("library.jar"), "library");

        List<String> said = in(sandbox, List.of(jar), "read", jar.toString(), "list", home.toString(),
                "write", jar.toString());
        assertThat(said.get(0)).isEqualTo("read library");
        assertThat(said.get(1)).isEqualTo("listed library.jar");
        assertThat(said.get(2)).startsWith("refused");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void letsItWriteToItsFolderAndNowhereElse(SandboxCommand sandbox) throws Exception {
        Path kept = Files.createDirectories(folder.resolve("classes"));
        assertThat(in(sandbox, "write", folder.resolve("mine").toString()).get(0)).startsWith("wrote");
        assertThat(folder.resolve("mine")).hasContent("x");

        String[] attempts = Stream.of(kept + "/x", "/x", "/dev/x", "/dev/shm/x", "/tmp/x", "/usr/x", "/etc/x", "/proc/x",
                Trespass.CLASSES + "/x").flatMap(place -> Stream.of("write", place)).toArray(String[]::new);
        assertThat(in(sandbox, List.of(kept), attempts)).hasSize(9)
                .allSatisfy(said -> assertThat(said).startsWith("refused"));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void undoesNothingThatIsReadOnly(SandboxCommand sandbox) throws Exception {
        String[] attempts = Stream.of("mount -o remount,bind,rw /", "mount -o remount,bind,rw /usr", "umount -l /usr",
                "mount -o remount,bind,rw /dev", "mount -o remount,bind,rw /proc/sys", "umount -l /proc/sys",
                "cat /proc/sys/vm/swappiness >/proc/sys/vm/swappiness",
                "unshare --user --map-root-user --mount mount -o remount,bind,rw /usr")
                .flatMap(command -> Stream.of("shell", command)).toArray(String[]::new);
        assertThat(in(sandbox, attempts)).hasSize(8)
                .allSatisfy(said -> assertThat(said).startsWith("exit value").doesNotStartWith("exit value 0"));

        assertThat(in(sandbox, "shell", "grep -E '^(Cap(Prm|Eff|Bnd|Amb)|NoNewPrivs)' /proc/self/status | tr -d '\t'"))
                .containsExactly("exit value 0: CapPrm:0000000000000000 CapEff:0000000000000000 CapBnd:0000000000000000 "
                        + "CapAmb:0000000000000000 NoNewPrivs:1");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void hasNoNetwork(SandboxCommand sandbox) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(server.getLocalPort());
            assertThat(unconfined("connect", port)).containsExactly("connected true");
            assertThat(in(sandbox, "connect", port).get(0)).startsWith("refused");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void seesNoOtherProcess(SandboxCommand sandbox) throws Exception {
        assertThat(unconfined("processes", "").get(0).split(" ")).contains(String.valueOf(ProcessHandle.current().pid()));
        assertThat(in(sandbox, "processes", "").get(0).split(" ")).hasSizeBetween(1, 2);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void hasABareEnvironment(SandboxCommand sandbox) throws Exception {
        // What shells set themselves is no secret.
        assertThat(in(sandbox, "environment", "").get(0).split(" ")).contains("HOME").isSubsetOf("PATH", "HOME",
                "USERPROFILE", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES",
                "NVIDIA_VISIBLE_DEVICES", "DJL_CACHE_DIR", "ENGINE_CACHE_DIR", "PWD", "SHLVL", "_");
        assertThat(in(sandbox, "shell", "echo $HOME $TMPDIR; pwd")).containsExactly("exit value 0: " + folder + " " + folder
                + " " + folder);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void leavesNoProcessBehind(SandboxCommand sandbox) throws Exception {
        String seconds = Trespass.unusualSeconds();

        assertThat(in(sandbox, "leave", seconds)).containsExactly("left true");
        Trespass.assertThatNoneIsLeft(seconds);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void endsWithTheGraderEvenWhenThatIsKilled(SandboxCommand sandbox) throws Exception {
        String seconds = Trespass.unusualSeconds();
        Process grader = new ProcessBuilder(Jdk.java().toString(), "-cp", System.getProperty("java.class.path"),
                GraderToKill.class.getName(), sandbox.kind().word(), folder.toString(), seconds)
                .redirectErrorStream(true).start();
        try {
            assertThat(grader.inputReader().readLine()).isEqualTo("started");
            assertThat(Trespass.find(seconds)).isNotEmpty();
        } finally {
            grader.destroyForcibly().waitFor();
        }

        Trespass.assertThatNoneIsLeft(seconds);
    }

    private List<String> in(SandboxCommand sandbox, String... what) throws Exception {
        return in(sandbox, List.of(), what);
    }

    private List<String> unconfined(String... what) throws Exception {
        return in(new PlainProcess(), List.of(), what);
    }

    private List<String> in(SandboxCommand sandbox, List<Path> readOnly, String... what) throws Exception {
        List<Path> shown = Stream.concat(Stream.of(Trespass.CLASSES), readOnly.stream()).toList();
        try (SandboxedProcess worker = new Sandbox(sandbox, Limits.DEFAULT, Optional.empty())
                .start(Trespass.command(what), new SandboxSpec(folder, shown, false, Map.of()))) {
            List<String> said = worker.process().inputReader().lines().toList();
            assertThat(worker.process().errorReader().lines()).isEmpty();
            return said;
        }
    }
}
