package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.system.RecursiveDelete;

/** Tests that each limit is noticed in every sandbox, with control groups and without. */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class LimitsTest {

    private static final Limits LIMITS = new Limits(400, 60, 20);
    /** Seconds for which the worker keeps what is within the limits, so that it is looked at. */
    private static final String BRIEFLY = "0.4";
    /** Seconds for which it keeps what is not: the test stops it as soon as it is noticed. */
    private static final String UNTIL_STOPPED = "60";

    @TempDir
    private Path folder;

    static Stream<Arguments> kindsWithAndWithoutGroups() {
        return Stream.of(IsolationKind.values())
                .flatMap(kind -> Stream.of(Arguments.of(kind, true), Arguments.of(kind, false)));
    }

    /** For each limit, an amount that an intruder may take, and one that exceeds the limit. */
    static Stream<Arguments> deedsOfAllKinds() {
        return kindsWithAndWithoutGroups().flatMap(kind -> Stream.of(
                deed(kind, "memory", "128", "4096", LimitExceeded.ofMemory(LIMITS)),
                deed(kind, "threads", "20", "80", LimitExceeded.ofTasks(LIMITS)),
                deed(kind, "disk", "10", "30", LimitExceeded.ofDisk(LIMITS)),
                deed(kind, "deleted", "10", "30", LimitExceeded.ofDisk(LIMITS))));
    }

    private static Arguments deed(Arguments kind, String deed, String within, String beyond, LimitExceeded limit) {
        return Arguments.of(kind.get()[0], kind.get()[1], deed, within, beyond, limit);
    }

    /** "deleted" are files that stay open. */
    @ParameterizedTest
    @MethodSource("deedsOfAllKinds")
    void noticesTooMuchOfEachKind(IsolationKind kind, boolean group, String deed, String within,
            String beyond, LimitExceeded limit) throws Exception {
        assertThat(exceededLimit(kind, group, deed, within, "sleep", BRIEFLY)).isEmpty();
        assertThat(exceededLimit(kind, group, deed, beyond, "sleep", UNTIL_STOPPED)).contains(limit);
    }

    @ParameterizedTest
    @MethodSource("kindsWithAndWithoutGroups")
    void noticesTooManyProcesses(IsolationKind kind, boolean group) throws Exception {
        assertThat(exceededLimit(kind, group, "shell", "for i in $(seq 80); do sleep 60 & done; wait"))
                .contains(LimitExceeded.ofTasks(LIMITS));
    }

    @ParameterizedTest
    @MethodSource("kindsWithAndWithoutGroups")
    void noticesOneLargeFile(IsolationKind kind, boolean group) throws Exception {
        assertThat(exceededLimit(kind, group, "shell", "head -c 1G /dev/zero >large; sleep 60"))
                .contains(LimitExceeded.ofDisk(LIMITS));
        assertThat(folder.resolve("large").toFile().length()).isLessThanOrEqualTo(21L << 20);
    }

    /** Files in folders too deep for a path can't be counted. */
    @ParameterizedTest
    @MethodSource("kindsWithAndWithoutGroups")
    void noticesFoldersTooDeepForAPath(IsolationKind kind, boolean group) throws Exception {
        String name = "x".repeat(200);
        String script = "for i in $(seq 30); do mkdir " + name + "; cd " + name + "; done; sleep 60";
        assertThat(exceededLimit(kind, group, "shell", script)).contains(LimitExceeded.ofDisk(LIMITS));
        RecursiveDelete.deleteRecursively(folder.toRealPath().resolve(name));
    }

    /** No signal is sent here: if this fails, it would end the tests, Maven and the shell. */
    @ParameterizedTest
    @MethodSource("kindsWithAndWithoutGroups")
    void aSignalToTheProcessGroupDoesNotReachTheGrader(IsolationKind kind, boolean group) throws Exception {
        List<String> grader = groupAndSession(ProcessHandle.current());
        try (SandboxedProcess worker = start(kind, group, "shell", "sleep 60")) {
            assertThat(groupAndSession(awaitSleeper(worker.process()))).doesNotContainAnyElementsOf(grader);
        }
    }

    private static ProcessHandle awaitSleeper(Process worker) throws InterruptedException {
        while (worker.isAlive()) {
            Optional<ProcessHandle> sleeper = worker.descendants()
                    .filter(process -> process.info().command().orElse("").endsWith("/sleep")).findFirst();
            if (sleeper.isPresent()) {
                return sleeper.get();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the worker ended before it slept");
    }

    /** Reads the numbers of a process's group and session. In /proc they are the third and fourth after its name. */
    private static List<String> groupAndSession(ProcessHandle process) throws IOException {
        return List.of(Files.readString(Path.of("/proc/" + process.pid() + "/stat")).replaceAll("^.*\\) ", "").split(" "))
                .subList(2, 4);
    }

    private SandboxedProcess start(IsolationKind kind, boolean group, String... actions) throws IOException {
        Optional<Path> groups = group ? ControlGroup.findPlace() : Optional.empty();
        assumeThat(groups.isPresent()).isEqualTo(group);
        Optional<Bubblewrap> bubblewrap = kind == IsolationKind.PROCESS ? Optional.empty() : Trespass.bubblewrap();
        assumeThat(bubblewrap.isPresent()).isEqualTo(kind == IsolationKind.BUBBLEWRAP);
        return new Sandbox(bubblewrap, LIMITS, groups).start(Trespass.command(actions),
                new SandboxSpec(folder.toRealPath(), Trespass.READABLE, List.of(), false, Map.of()));
    }

    private Optional<LimitExceeded> exceededLimit(IsolationKind kind, boolean group, String... actions)
            throws Exception {
        try (SandboxedProcess worker = start(kind, group, actions)) {
            Optional<LimitExceeded> exceeded = worker.exceededLimit();
            while (exceeded.isEmpty() && !worker.process().waitFor(50, TimeUnit.MILLISECONDS)) {
                exceeded = worker.exceededLimit();
            }
            return exceeded.or(worker::exceededLimit);
        }
    }
}
