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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestMachine;
import org.rnnkit.grader.sandbox.Trespass.GraderToKill;
import org.rnnkit.grader.system.JvmCommand;

/** Tests that code in the sandbox can't do forbidden actions, and what it can see. */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class SandboxTest {

    @TempDir
    private Path outside;
    @TempDir
    private Path folder;

    private Path secret;

    @BeforeEach
    void keepASecret() throws IOException {
        TestMachine.assumeHas("bubblewrap", Trespass.bubblewrap());
        secret = Files.writeString(outside.resolve("secret"), "secret");
        folder = folder.toRealPath();
    }

    @Test
    void hidesFilesThatAreNotNeeded() throws Exception {
        assertThat(withoutSandbox("read", secret.toString())).containsExactly("read secret");
        List<String> results = run("read", secret.toString(), "list", "/etc", "list", "/");
        assertThat(results.get(0)).startsWith("refused").contains("NoSuchFile");
        assertThat(results.get(1)).startsWith("listed").doesNotContain("passwd").doesNotContain("shadow");
        assertThat(results.get(2).split(" ")).contains("usr").doesNotContain("sys", "var", "srv");
    }

    @Test
    void showsNothingOfTheSystemButJavaAndLibraries() throws Exception {
        Path java = Path.of(System.getProperty("java.home")).toRealPath();
        Set<String> usr = new TreeSet<>(Set.of("lib", "lib32", "lib64"));
        if (java.startsWith("/usr")) {
            usr.add(java.getName(1).toString());
        }
        Sandbox sandbox = new Sandbox(Trespass.bubblewrap(), Limits.DEFAULT, Optional.empty());
        try (SandboxedProcess worker = sandbox.start(Trespass.command("list", "/usr", "list", "/etc",
                "shell", "true", "list", "/", "list", "/dev"),
                new SandboxSpec(folder, Trespass.CLASS_PATH, false, Map.of()))) {
            List<String> results = worker.process().inputReader().lines().toList();
            assertThat(results.get(0).replace("listed ", "").split(" ")).isSubsetOf(usr);
            assertThat(results.get(1).replace("listed ", "").split(" "))
                    .allMatch(name -> name.matches("ld\\.so\\..*|alternatives|ssl|java.*"));
            assertThat(results.get(2)).startsWith("refused");
            assertThat(results.get(3).split(" ")).contains("usr")
                    .doesNotContain("bin", "sbin", "sys", "var", "srv", "run", "boot");
            assertThat(results.get(4).replace("listed ", "").split(" "))
                    .containsExactlyInAnyOrder("null", "zero", "full", "random", "urandom");
        }
    }

    @Test
    void showsOnlyTheNeededFilesOfAHomeFolder() throws Exception {
        Path home = Files.createDirectories(outside.resolve("home"));
        Files.writeString(home.resolve("diary"), "private");
        Path jar = Files.writeString(home.resolve("library.jar"), "library");

        List<String> results = run(List.of(jar), "read", jar.toString(), "list", home.toString(),
                "write", jar.toString());
        assertThat(results.get(0)).isEqualTo("read library");
        assertThat(results.get(1)).isEqualTo("listed library.jar");
        assertThat(results.get(2)).startsWith("refused");
    }

    @Test
    void allowsWritingOnlyToTheWorkersFolder() throws Exception {
        Path kept = Files.createDirectories(folder.resolve("classes"));
        assertThat(run("write", folder.resolve("mine").toString()).get(0)).startsWith("wrote");
        assertThat(folder.resolve("mine")).as("it is in memory").doesNotExist();

        String[] attempts = Stream.of(kept + "/x", "/x", "/dev/x", "/dev/shm/x", "/tmp/x", "/usr/x", "/etc/x", "/proc/x",
                Trespass.CLASSES + "/x").flatMap(place -> Stream.of("write", place)).toArray(String[]::new);
        assertThat(run(List.of(kept), attempts)).hasSize(9)
                .allSatisfy(result -> assertThat(result).startsWith("refused"));
    }

    @Test
    void doesNotMakeReadOnlyFilesWritable() throws Exception {
        String[] attempts = Stream.of("mount -o remount,bind,rw /", "mount -o remount,bind,rw /usr", "umount -l /usr",
                "mount -o remount,bind,rw /dev", "mount -o remount,bind,rw /proc/sys", "umount -l /proc/sys",
                "cat /proc/sys/vm/swappiness >/proc/sys/vm/swappiness",
                "echo some 100000 2000000 >/proc/pressure/cpu", // a measurement that the kernel makes for all users
                "unshare --user --map-root-user --mount mount -o remount,bind,rw /usr")
                .flatMap(command -> Stream.of("shell", command)).toArray(String[]::new);
        assertThat(run(attempts)).hasSize(9)
                .allSatisfy(result -> assertThat(result).startsWith("exit value").doesNotStartWith("exit value 0"));

        assertThat(run("shell", "grep -E '^(Cap(Prm|Eff|Bnd|Amb)|NoNewPrivs)' /proc/self/status | tr -d '\t'"))
                .containsExactly("exit value 0: CapPrm:0000000000000000 CapEff:0000000000000000 CapBnd:0000000000000000 "
                        + "CapAmb:0000000000000000 NoNewPrivs:1");
    }

    @Test
    void hasNoNetwork() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(server.getLocalPort());
            assertThat(withoutSandbox("connect", port)).containsExactly("connected true");
            assertThat(run("connect", port).get(0)).startsWith("refused");
        }
    }

    @Test
    void seesNoOtherProcess() throws Exception {
        assertThat(withoutSandbox("processes", "").get(0).split(" ")).contains(String.valueOf(ProcessHandle.current().pid()));
        assertThat(run("processes", "").get(0).split(" ")).hasSizeBetween(1, 2);
    }

    /** A process could make the kernel keep gigabytes for its pipes, which nobody counts without a control group. */
    @Test
    void opensFewFiles() throws Exception {
        String result = run("shell", "ulimit -n").get(0);
        assertThat(result).startsWith("exit value 0: ");
        assertThat(Integer.parseInt(result.substring("exit value 0: ".length()))).isBetween(256, 1024);
    }

    @Test
    void hasABareEnvironment() throws Exception {
        // Shells set some variables, such as PWD, themselves.
        assertThat(run("environment", "").get(0).split(" ")).contains("HOME").isSubsetOf("PATH", "HOME",
                "USERPROFILE", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES",
                "NVIDIA_VISIBLE_DEVICES", "DJL_CACHE_DIR", "ENGINE_CACHE_DIR", "PWD", "SHLVL", "_");
        assertThat(run("shell", "echo $HOME $TMPDIR; pwd")).containsExactly("exit value 0: " + folder + " " + folder
                + " " + folder);
    }

    @Test
    void killsAllProcesses() throws Exception {
        String seconds = Trespass.unusualSeconds();

        assertThat(run("leave", seconds)).containsExactly("left true");
        Trespass.assertThatNoneIsLeft(seconds);
    }

    @Test
    void endsWhenTheGraderIsKilled() throws Exception {
        String seconds = Trespass.unusualSeconds();
        Process grader = new ProcessBuilder(JvmCommand.java().toString(), "-cp", System.getProperty("java.class.path"),
                GraderToKill.class.getName(), folder.toString(), seconds)
                .redirectErrorStream(true).start();
        try {
            assertThat(grader.inputReader().readLine()).isEqualTo("started");
            assertThat(Trespass.find(seconds)).isNotEmpty();
        } finally {
            grader.destroyForcibly().waitFor();
        }

        Trespass.assertThatNoneIsLeft(seconds);
    }

    private List<String> run(String... actions) throws Exception {
        return run(List.of(), actions);
    }

    private List<String> run(List<Path> readOnly, String... actions) throws Exception {
        return run(Trespass.bubblewrap(), readOnly, actions);
    }

    private List<String> withoutSandbox(String... actions) throws Exception {
        return run(false, List.of(), actions);
    }

    private List<String> run(boolean bubblewrap, List<Path> readOnly, String... actions) throws Exception {
        try (SandboxedProcess worker = start(bubblewrap, readOnly, actions)) {
            List<String> results = worker.process().inputReader().lines().toList();
            assertThat(worker.process().errorReader().lines()).isEmpty();
            return results;
        }
    }

    private SandboxedProcess start(boolean bubblewrap, List<Path> readOnly, String... actions) throws IOException {
        List<Path> shown = Stream.concat(Trespass.READABLE.stream(), readOnly.stream()).toList();
        return new Sandbox(bubblewrap, Limits.DEFAULT, Optional.empty()).start(
                Trespass.command(actions), new SandboxSpec(folder, shown, false, Map.of()));
    }
}
