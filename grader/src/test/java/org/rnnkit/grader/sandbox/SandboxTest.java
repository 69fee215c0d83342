package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        TestMachine.assumeHas("bubblewrap", Trespass.bubblewrap().isPresent());
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
                new SandboxSpec(folder, Trespass.CLASS_PATH, List.of(), false, Map.of()))) {
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

    /** The calls by their numbers on x86_64 and aarch64. No argument of any of them could do harm if it were allowed. */
    @ParameterizedTest
    @CsvSource({
        "quotas of each user, 'inotify_init1 294 26, epoll_create1 291 20, fanotify_init 300 262, mq_open 240 180, "
            + "semget 64 190, msgget 68 186, shmget 29 194, timer_create 222 107, rt_sigqueueinfo 129 138, sendmsg 46 211'",
        "keys of the user, 'add_key 248 217, request_key 249 218, keyctl 250 219'",
        "other processes, 'ptrace 101 117, process_vm_readv 310 270, process_vm_writev 311 271, pidfd_open 434 434, "
            + "pidfd_getfd 438 438, kcmp 312 272, process_madvise 440 440'",
        "large parts of the kernel, 'bpf 321 280, perf_event_open 298 241, userfaultfd 323 282, io_uring_setup 425 425, "
            + "landlock_create_ruleset 444 444, mseal 462 462, init_module 175 105, finit_module 313 273, kexec_load 246 104'",
        "namespaces and mounts, 'unshare 272 97, setns 308 268, clone3 435 435, mount 165 40, umount2 166 39, "
            + "pivot_root 155 41, chroot 161 51, fsopen 430 430, open_tree 428 428, open_by_handle_at 304 265'",
        "memory and space that nobody counts, 'memfd_create 319 279, memfd_secret 447 447, fallocate 285 47, setxattr 188 5, "
            + "mlock 149 228'",
        "what the memory holds of files that all workers read, 'preadv2 327 286, pwritev2 328 287, fadvise64 221 223, "
            + "readahead 187 213'",
        "settings of the machine, 'personality 135 92, acct 163 89, quotactl 179 60, swapon 167 224, nfsservctl 180 42, "
            + "syslog 103 116, reboot 169 142, settimeofday 164 170, sethostname 170 161, sync 162 81'",
        "calls of later kernels, 'later 4095 4095'"})
    void answersThatThereIsNoSuchCall(String purpose, String calls) throws Exception {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String[] actions = Stream.of(calls.split(", ")).map(call -> call.split(" ")[arm ? 2 : 1] + " 0 0 0 0")
                .flatMap(call -> Stream.of("call", call)).toArray(String[]::new);

        assertThat(run(actions)).as(purpose + ": " + calls).hasSize(actions.length / 2).containsOnly("error 38");
    }

    @Test
    void judgesSomeCallsByTheirArguments() throws Exception {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String socket = arm ? "198" : "41";
        String pair = arm ? "199" : "53";
        String ioctl = arm ? "29" : "16";
        String prctl = arm ? "167" : "157";
        String kill = arm ? "129" : "62";
        String clone = arm ? "220" : "56";
        String fcntl = arm ? "25" : "72";
        String mmap = arm ? "222" : "9";
        List<String> calls = List.of(socket + " 1 1 0", socket + " 2 1 0", socket + " 16 3 0", socket + " 40 1 0",
                pair + " 2 1 0 0",
                ioctl + " 1 21522 0", prctl + " 4 0 0 0 0", kill + " 0 34", clone + " 268435473 0 0 0 0",
                clone + " 34 0 0 0 0", fcntl + " 1 10 34", fcntl + " 1 1024 0", fcntl + " 1 5 0", fcntl + " 1 6 0",
                fcntl + " 1 7 0", fcntl + " 1 36 0", fcntl + " 1 37 0", fcntl + " 1 38 0", fcntl + " 1 1036 0",
                mmap + " 0 4096 3 262178 -1 0");
        String[] actions = calls.stream().flatMap(call -> Stream.of("call", call)).toArray(String[]::new);

        assertThat(run(actions)).containsExactly("error 97", "error 97", "error 97", "error 97", "error 97",
                "error 25", "error 22", "error 22", "error 1", "error 1", "error 22", "error 22", "error 22", "error 22",
                "error 22", "error 22", "error 22", "error 22", "error 22", "error 12");
        assertThat(run("call", pair + " 1 1 0 0", "call", kill + " 0 0", "call", fcntl + " 1 1 0")).as("what Java needs")
                .containsExactly("error 14", "returned 0", "returned 0");
    }

    /** With the list of what is forbidden that this filter had before, the second part failed. */
    @Test
    void leavesTheUsersQuotasToTheGrader() throws Exception {
        try (SandboxedProcess worker = start(Trespass.bubblewrap(), List.of(), "watch", "1000", "watch", "1", "sleep", "60")) {
            BufferedReader results = worker.process().inputReader();
            assertThat(results.readLine()).startsWith("refused").contains("not implemented");
            assertThat(results.readLine()).startsWith("refused");
            FileSystems.getDefault().newWatchService().close();
        }
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
        return run(Optional.empty(), List.of(), actions);
    }

    private List<String> run(Optional<Bubblewrap> bubblewrap, List<Path> readOnly, String... actions) throws Exception {
        try (SandboxedProcess worker = start(bubblewrap, readOnly, actions)) {
            List<String> results = worker.process().inputReader().lines().toList();
            assertThat(worker.process().errorReader().lines()).isEmpty();
            return results;
        }
    }

    private SandboxedProcess start(Optional<Bubblewrap> bubblewrap, List<Path> readOnly, String... actions) throws IOException {
        List<Path> shown = Stream.concat(Trespass.READABLE.stream(), readOnly.stream()).toList();
        return new Sandbox(bubblewrap, Limits.DEFAULT, Optional.empty()).start(
                Trespass.command(actions), new SandboxSpec(folder, shown, List.of(), false, Map.of()));
    }
}
