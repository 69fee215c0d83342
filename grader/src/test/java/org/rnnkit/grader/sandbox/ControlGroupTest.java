package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests of both versions of control groups with made-up folders: the place of the groups, and the files in them. */
@EnabledOnOs(OS.LINUX)
class ControlGroupTest {

    private static final Limits LIMITS = new Limits(100, 50, 20, 16);
    private static final String OLD_MOUNTS = """
            30 20 0:26 / /cg/memory rw,relatime - cgroup cgroup rw,memory
            31 20 0:27 / /cg/pids rw,relatime - cgroup cgroup rw,pids
            """;
    private static final String CPU_MOUNT = "32 20 0:28 / /cg/cpu rw,relatime - cgroup cgroup rw,cpu,cpuacct\n";
    private static final String NEW_MOUNT = "30 20 0:26 / /cg rw,relatime - cgroup2 cgroup2 rw,nsdelegate\n";

    @TempDir
    private Path root;

    private Path process;

    @BeforeEach
    void makeProcess() throws IOException {
        process = Files.createDirectories(root.resolve("proc/self"));
    }

    @Test
    void findsTheSeparateFoldersOfVersionOne() throws IOException {
        tell(OLD_MOUNTS + CPU_MOUNT, "8:pids:/\n4:memory:/mine\n2:cpu,cpuacct:/\n0::/\n");
        file("cg/memory/mine/cgroup.procs", "");
        file("cg/cpu/cgroup.procs", "");
        file("cg/pids/cgroup.procs", "");

        assertThat(ControlGroups.find(root, process))
                .contains(new ControlGroups(root.resolve("cg/memory/mine"), root.resolve("cg/pids"),
                        Optional.of(root.resolve("cg/cpu"))));
    }

    @Test
    void findsTheFoldersOfVersionOneInAContainer() throws IOException {
        tell(OLD_MOUNTS.replace(" / /cg", " /docker/1 /cg"), "8:pids:/docker/1\n4:memory:/docker/1/deeper\n");
        file("cg/memory/deeper/cgroup.procs", "");
        file("cg/pids/cgroup.procs", "");

        assertThat(ControlGroups.find(root, process))
                .contains(new ControlGroups(root.resolve("cg/memory/deeper"), root.resolve("cg/pids"), Optional.empty()));
    }

    @Test
    void findsTheNearestGroupOfVersionTwoThatCanSetLimits() throws IOException {
        tell(NEW_MOUNT, "0::/user/session\n");
        file("cg/user/cgroup.procs", "");
        file("cg/user/cgroup.subtree_control", "cpu memory pids\n");
        file("cg/user/session/cgroup.procs", "1\n");
        // A folder instead of a file makes writing fail, as it does in a group with processes in it.
        Files.createDirectories(root.resolve("cg/user/session/cgroup.subtree_control"));

        assertThat(ControlGroups.find(root, process))
                .contains(new ControlGroups(root.resolve("cg/user"), root.resolve("cg/user"), Optional.empty()));
    }

    @Test
    void findsNoPlaceIfNoGroupCanSetLimits() throws IOException {
        tell(NEW_MOUNT, "0::/user\n");
        file("cg/user/cgroup.procs", "1\n");
        Files.createDirectories(root.resolve("cg/user/cgroup.subtree_control"));

        assertThat(ControlGroups.find(root, process)).isEmpty();
        assertThat(ControlGroups.find(root, root.resolve("not-there"))).isEmpty();
    }

    @Test
    void writesLimitsAndReadsEventsOfVersionTwo() throws IOException {
        Path place = Files.createDirectories(root.resolve("cg"));
        ControlGroup group = new ControlGroups(place, place, Optional.empty()).create(LIMITS);

        assertThat(group.memory().resolve("memory.max")).hasContent("104857600");
        assertThat(group.memory().resolve("pids.max")).hasContent("50");
        assertThat(group.processLists()).containsExactly(group.memory().resolve("cgroup.procs"));
        assertThat(group.exceededLimit(LIMITS)).isEmpty();
        write(group.memory().resolve("memory.events"), "low 0\nmax 7\noom 0\noom_kill 1\n");
        assertThat(group.exceededLimit(LIMITS)).isEmpty();
        assertThat(group.machineRanOutOfMemory()).isTrue();
        write(group.memory().resolve("memory.events"), "low 0\nmax 7\noom 1\noom_kill 1\n");
        assertThat(group.exceededLimit(LIMITS)).contains(LimitExceeded.ofMemory(LIMITS));
        assertThat(group.machineRanOutOfMemory()).isFalse();
        write(group.memory().resolve("memory.events"), "oom 1\noom_kill 0\n");
        write(group.memory().resolve("pids.events"), "max 3\n");
        assertThat(group.exceededLimit(LIMITS)).contains(LimitExceeded.ofTasks(LIMITS));
    }

    @Test
    void writesLimitsAndReadsEventsOfVersionOne() throws IOException {
        Path memory = Files.createDirectories(root.resolve("memory"));
        Path pids = Files.createDirectories(root.resolve("pids"));
        ControlGroup group = new ControlGroups(memory, pids, Optional.empty()).create(LIMITS);

        assertThat(group.memory()).isNotEqualTo(group.tasks());
        assertThat(group.memory().resolve("memory.limit_in_bytes")).hasContent("104857600");
        assertThat(group.tasks().resolve("pids.max")).hasContent("50");
        assertThat(group.processLists()).hasSize(2);
        write(group.memory().resolve("memory.oom_control"), "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");
        write(group.memory().resolve("memory.max_usage_in_bytes"), "50000000\n");
        assertThat(group.exceededLimit(LIMITS)).isEmpty();
        assertThat(group.machineRanOutOfMemory()).isTrue();
        write(group.memory().resolve("memory.max_usage_in_bytes"), "104857600\n");
        assertThat(group.exceededLimit(LIMITS)).isEqualTo(Optional.of(LimitExceeded.ofMemory(LIMITS)));
    }

    private void tell(String mounts, String groups) throws IOException {
        write(process.resolve("mountinfo"), mounts);
        write(process.resolve("cgroup"), groups);
    }

    private void file(String name, String content) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        write(root.resolve(name), content);
    }

    private static void write(Path file, String content) throws IOException {
        Files.writeString(file, content);
    }
}
