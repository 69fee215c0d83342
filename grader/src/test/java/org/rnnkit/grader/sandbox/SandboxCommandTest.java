package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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

/** Tests that code in a sandbox can't do forbidden actions, in each kind of sandbox on this machine. */
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
    void hidesFilesThatAreNotNeeded(SandboxCommand sandbox) throws Exception {
        assertThat(withoutSandbox("read", secret.toString())).containsExactly("read secret");
        List<String> results = run(sandbox, "read", secret.toString(), "list", "/etc", "list", "/");
        assertThat(results.get(0)).startsWith("refused").contains("NoSuchFile");
        assertThat(results.get(1)).startsWith("listed").doesNotContain("passwd").doesNotContain("shadow");
        assertThat(results.get(2).split(" ")).contains("usr").doesNotContain("sys", "var", "srv");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void showsOnlyTheNeededFilesOfAHomeFolder(SandboxCommand sandbox) throws Exception {
        Path home = Files.createDirectories(outside.resolve("home"));
        Files.writeString(home.resolve("diary"), "private");
        Path jar = Files.writeString(home.resolve("library.jar"), "library");

        List<String> results = run(sandbox, List.of(jar), "read", jar.toString(), "list", home.toString(),
                "write", jar.toString());
        assertThat(results.get(0)).isEqualTo("read library");
        assertThat(results.get(1)).isEqualTo("listed library.jar");
        assertThat(results.get(2)).startsWith("refused");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void allowsWritingOnlyToTheWorkersFolder(SandboxCommand sandbox) throws Exception {
        Path kept = Files.createDirectories(folder.resolve("classes"));
        assertThat(run(sandbox, "write", folder.resolve("mine").toString()).get(0)).startsWith("wrote");
        assertThat(folder.resolve("mine")).as("it is in memory").doesNotExist();

        String[] attempts = Stream.of(kept + "/x", "/x", "/dev/x", "/dev/shm/x", "/tmp/x", "/usr/x", "/etc/x", "/proc/x",
                Trespass.CLASSES + "/x").flatMap(place -> Stream.of("write", place)).toArray(String[]::new);
        assertThat(run(sandbox, List.of(kept), attempts)).hasSize(9)
                .allSatisfy(result -> assertThat(result).startsWith("refused"));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void doesNotMakeReadOnlyFilesWritable(SandboxCommand sandbox) throws Exception {
        String[] attempts = Stream.of("mount -o remount,bind,rw /", "mount -o remount,bind,rw /usr", "umount -l /usr",
                "mount -o remount,bind,rw /dev", "mount -o remount,bind,rw /proc/sys", "umount -l /proc/sys",
                "cat /proc/sys/vm/swappiness >/proc/sys/vm/swappiness",
                "unshare --user --map-root-user --mount mount -o remount,bind,rw /usr")
                .flatMap(command -> Stream.of("shell", command)).toArray(String[]::new);
        assertThat(run(sandbox, attempts)).hasSize(8)
                .allSatisfy(result -> assertThat(result).startsWith("exit value").doesNotStartWith("exit value 0"));

        assertThat(run(sandbox, "shell", "grep -E '^(Cap(Prm|Eff|Bnd|Amb)|NoNewPrivs)' /proc/self/status | tr -d '\t'"))
                .containsExactly("exit value 0: CapPrm:0000000000000000 CapEff:0000000000000000 CapBnd:0000000000000000 "
                        + "CapAmb:0000000000000000 NoNewPrivs:1");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void hasNoNetwork(SandboxCommand sandbox) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(server.getLocalPort());
            assertThat(withoutSandbox("connect", port)).containsExactly("connected true");
            assertThat(run(sandbox, "connect", port).get(0)).startsWith("refused");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void seesNoOtherProcess(SandboxCommand sandbox) throws Exception {
        assertThat(withoutSandbox("processes", "").get(0).split(" ")).contains(String.valueOf(ProcessHandle.current().pid()));
        assertThat(run(sandbox, "processes", "").get(0).split(" ")).hasSizeBetween(1, 2);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void deniesSystemCallsThatNoStepNeeds(SandboxCommand sandbox) throws Exception {
        assumeThat(sandbox.missing()).doesNotContain(SystemCallFilter.MISSING);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String keyring = (arm ? "219" : "250") + " 0 -3 0";
        String sharedMemory = (arm ? "194" : "29") + " 0 4096 384";
        String tracing = (arm ? "117" : "101") + " 0 0 0";
        String namespace = (arm ? "97" : "272") + " 0";
        String[] calls = Stream.of(keyring, sharedMemory, tracing, namespace).flatMap(call -> Stream.of("call", call))
                .toArray(String[]::new);
        String notPermitted = "error 1";
        assertThat(run(sandbox, calls)).hasSize(4).containsOnly(notPermitted);
        assertThat(run(withoutFilter(sandbox), calls)).as("without the filter").hasSize(4).doesNotContain(notPermitted);

        String virtualMachines = (arm ? "198" : "41") + " 40 1 0";
        String terminal = (arm ? "29" : "16") + " 1 21522 0";
        String cloneWithUnknownFlags = "435 0 0";
        String[] byArgument = Stream.of(virtualMachines, terminal, cloneWithUnknownFlags)
                .flatMap(call -> Stream.of("call", call)).toArray(String[]::new);
        assertThat(run(sandbox, byArgument)).containsExactly("error 97", notPermitted, "error 38");
        assertThat(run(withoutFilter(sandbox), byArgument).subList(1, 3)).containsExactly("error 25", "error 22");
    }

    private static SandboxCommand withoutFilter(SandboxCommand sandbox) {
        return sandbox instanceof Bubblewrap bubblewrap ? new Bubblewrap(bubblewrap.recent(), Optional.empty())
                : new Unshare(Optional.empty());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void hasABareEnvironment(SandboxCommand sandbox) throws Exception {
        // Shells set some variables, such as PWD, themselves.
        assertThat(run(sandbox, "environment", "").get(0).split(" ")).contains("HOME").isSubsetOf("PATH", "HOME",
                "USERPROFILE", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES",
                "NVIDIA_VISIBLE_DEVICES", "DJL_CACHE_DIR", "ENGINE_CACHE_DIR", "PWD", "SHLVL", "_");
        assertThat(run(sandbox, "shell", "echo $HOME $TMPDIR; pwd")).containsExactly("exit value 0: " + folder + " " + folder
                + " " + folder);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void killsAllProcesses(SandboxCommand sandbox) throws Exception {
        String seconds = Trespass.unusualSeconds();

        assertThat(run(sandbox, "leave", seconds)).containsExactly("left true");
        Trespass.assertThatNoneIsLeft(seconds);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sandboxes")
    void endsWhenTheGraderIsKilled(SandboxCommand sandbox) throws Exception {
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

    private List<String> run(SandboxCommand sandbox, String... actions) throws Exception {
        return run(sandbox, List.of(), actions);
    }

    private List<String> withoutSandbox(String... actions) throws Exception {
        return run(new PlainProcess(), List.of(), actions);
    }

    private List<String> run(SandboxCommand sandbox, List<Path> readOnly, String... actions) throws Exception {
        List<Path> shown = Stream.concat(Trespass.CLASS_PATH.stream(), readOnly.stream()).toList();
        try (SandboxedProcess worker = new Sandbox(sandbox, Limits.DEFAULT, Optional.empty())
                .start(Trespass.command(actions), new SandboxSpec(folder, shown, List.of(), false, Map.of()))) {
            List<String> results = worker.process().inputReader().lines().toList();
            assertThat(worker.process().errorReader().lines()).isEmpty();
            return results;
        }
    }
}
