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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the limits in every sandbox, with control groups and without. */
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

    @ParameterizedTest
    @MethodSource("kindsWithAndWithoutGroups")
    void anArrayThatIsTooLargeIsAnErrorOfTheCodeThatMakesIt(IsolationKind kind, boolean group) throws Exception {
        assertThat(printed(kind, group, "memory", "128")).containsExactly("took 2");
        assertThat(printed(kind, group, "memory", "4096")).containsExactly("no memory");
    }

    /** The working folder of a plain process is on the disk, which is not limited. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theWorkingFolderHasALimitedSize(boolean group) throws Exception {
        assertThat(printed(IsolationKind.BUBBLEWRAP, group, "disk", "10")).containsExactly("wrote 10");
        assertThat(printed(IsolationKind.BUBBLEWRAP, group, "disk", "30", "deleted", "30"))
                .allMatch(line -> line.startsWith("refused") && line.contains("No space left"));
    }

    @ParameterizedTest
    @EnumSource(IsolationKind.class)
    void aControlGroupNoticesTooManyTasks(IsolationKind kind) throws Exception {
        assertThat(exceededLimit(kind, "threads", "20", "sleep", BRIEFLY)).isEmpty();
        assertThat(exceededLimit(kind, "threads", "80", "sleep", UNTIL_STOPPED)).contains(LimitExceeded.ofTasks(LIMITS));
        assertThat(exceededLimit(kind, "shell", "for i in $(seq 80); do sleep 60 & done; wait"))
                .contains(LimitExceeded.ofTasks(LIMITS));
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
        boolean bubblewrap = kind == IsolationKind.BUBBLEWRAP && Trespass.bubblewrap();
        assumeThat(bubblewrap).isEqualTo(kind == IsolationKind.BUBBLEWRAP);
        return new Sandbox(bubblewrap, LIMITS, groups).start(Trespass.command(actions),
                new SandboxSpec(folder.toRealPath(), Trespass.READABLE, false, Map.of()));
    }

    private List<String> printed(IsolationKind kind, boolean group, String... actions) throws Exception {
        try (SandboxedProcess worker = start(kind, group, actions)) {
            return worker.process().inputReader().lines().toList();
        }
    }

    private Optional<LimitExceeded> exceededLimit(IsolationKind kind, String... actions) throws Exception {
        try (SandboxedProcess worker = start(kind, true, actions)) {
            Optional<LimitExceeded> exceeded = worker.exceededLimit();
            while (exceeded.isEmpty() && !worker.process().waitFor(50, TimeUnit.MILLISECONDS)) {
                exceeded = worker.exceededLimit();
            }
            return exceeded.or(worker::exceededLimit);
        }
    }
}
