package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests of control groups with made-up folders: the place of the groups, and the files in them. */
@EnabledOnOs(OS.LINUX)
class ControlGroupTest {

    private static final Limits LIMITS = new Limits(100, 50, 20);
    private static final String MOUNT = "30 20 0:26 / /cg rw,relatime - cgroup2 cgroup2 rw,nsdelegate\n";

    @TempDir
    private Path root;

    private Path process;

    @BeforeEach
    void makeProcess() throws IOException {
        process = Files.createDirectories(root.resolve("proc/self"));
    }

    @Test
    void findsTheGroupOfAContainer() throws IOException {
        tell(MOUNT.replace(" / /cg", " /docker/1 /cg"), "0::/docker/1\n");
        file("cg/cgroup.procs", "");
        file("cg/cgroup.subtree_control", "memory pids\n");

        assertThat(ControlGroup.findPlace(root, process)).contains(root.resolve("cg"));
    }

    /** On such a machine the kernel offers its limits in version 1 only, and the kit counts instead. */
    @Test
    void findsNoPlaceWithoutTheControllers() throws IOException {
        tell("30 20 0:27 / /cg/memory rw - cgroup cgroup rw,memory\n" + MOUNT, "4:memory:/\n8:pids:/\n0::/\n");
        file("cg/memory/cgroup.procs", "");
        file("cg/cgroup.procs", "");
        file("cg/cgroup.subtree_control", "hugetlb\n");
        // The kernel refuses to enable a controller that it does not have there.
        root.resolve("cg/cgroup.subtree_control").toFile().setReadOnly();

        assertThat(ControlGroup.findPlace(root, process)).isEmpty();
    }

    @Test
    void findsTheNearestGroupOfVersionTwoThatCanSetLimits() throws IOException {
        tell(MOUNT, "0::/user/session\n");
        file("cg/user/cgroup.procs", "");
        file("cg/user/cgroup.subtree_control", "cpu memory pids\n");
        file("cg/user/session/cgroup.procs", "1\n");
        // A folder instead of a file makes writing fail, as it does in a group with processes in it.
        Files.createDirectories(root.resolve("cg/user/session/cgroup.subtree_control"));

        assertThat(ControlGroup.findPlace(root, process)).contains(root.resolve("cg/user"));
    }

    @Test
    void findsNoPlaceIfNoGroupCanSetLimits() throws IOException {
        tell(MOUNT, "0::/user\n");
        file("cg/user/cgroup.procs", "1\n");
        Files.createDirectories(root.resolve("cg/user/cgroup.subtree_control"));

        assertThat(ControlGroup.findPlace(root, process)).isEmpty();
        assertThat(ControlGroup.findPlace(root, root.resolve("not-there"))).isEmpty();
    }

    @Test
    void writesLimitsAndReadsEvents() throws IOException {
        Path place = Files.createDirectories(root.resolve("cg"));
        ControlGroup group = ControlGroup.create(place, LIMITS);

        assertThat(group.folder().resolve("memory.max")).hasContent("104857600");
        assertThat(group.folder().resolve("pids.max")).hasContent("50");
        assertThat(group.processes()).isEqualTo(group.folder().resolve("cgroup.procs"));
        assertThat(group.exceededLimit(LIMITS)).isEmpty();
        write(group.folder().resolve("memory.events"), "low 0\nmax 7\noom 0\noom_kill 1\n");
        assertThat(group.exceededLimit(LIMITS)).isEmpty();
        assertThat(group.machineRanOutOfMemory()).isTrue();
        write(group.folder().resolve("memory.events"), "low 0\nmax 7\noom 1\noom_kill 1\n");
        assertThat(group.exceededLimit(LIMITS)).contains(LimitExceeded.ofMemory(LIMITS));
        assertThat(group.machineRanOutOfMemory()).isFalse();
        write(group.folder().resolve("memory.events"), "oom 1\noom_kill 0\n");
        write(group.folder().resolve("pids.events"), "max 3\n");
        assertThat(group.exceededLimit(LIMITS)).contains(LimitExceeded.ofTasks(LIMITS));
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
