package org.rnnkit.grader.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.sandbox.PretendedGroups;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.worker.WorkerCall;
import org.rnnkit.grader.worker.WorkerMain;

/** Tests of a worker: its answers, and every way in which it can end without one. */
@EnabledOnOs(OS.LINUX)
class WorkerTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String WORDS = "Your code ";

    @TempDir
    private Path folder;

    /** A worker that does what its request says. */
    static final class ObedientWorker {

        public static void main(String[] args) throws IOException {
            WorkerMain.open().serve(String.class, ObedientWorker::obey);
        }

        private static String obey(String request, WorkerCall call) throws IOException {
            if (!request.equals("do not begin")) {
                call.begun();
            }
            switch (request) {
                case "tell" -> List.of(1, 2, 3).forEach(call::progress);
                case "print" -> System.out.println("printed");
                case "read" -> {
                    return "read " + System.in.read();
                }
                case "hang" -> sleep();
                case "answer and end" -> call.answerAndEnd("stopped");
                case "exit", "do not begin" -> Runtime.getRuntime().halt(3);
                case "no memory" -> {
                    return String.valueOf(new long[1_000_000_000].length);
                }
                case "garbage" -> write("This is no frame, but quite a lot of text");
                case "huge" -> write("\3\177\377\377\377");
                case "number" -> write("\3\0\0\0\2[]");
                case "null" -> write("\3\0\0\0\4null");
                default -> {
                    return request + "!";
                }
            }
            return "done";
        }

        private static void write(String bytes) throws IOException {
            try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
                out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            }
            sleep();
        }

        private static void sleep() {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Worker start(Sandbox sandbox) {
        List<Path> classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .toList();
        return new Worker(sandbox, WorkerSettings.of(ObedientWorker.class, classPath, folder));
    }

    private static WorkerReply<String> ask(Worker worker, String request) {
        return worker.ask(request, String.class, LONG);
    }

    @Test
    void answersOneRequestAfterAnother() {
        try (Worker worker = start(Sandbox.none())) {
            assertThat(ask(worker, "first").answer()).contains("first!");
            assertThat(ask(worker, "print").answer()).contains("done");
            assertThat(ask(worker, "read").answer()).as("the next request is not for the steps' code").contains("read -1");
            WorkerReply<String> last = ask(worker, "last");
            assertThat(last.answer()).contains("last!");
            assertThat(last.exit()).isNull();
            assertThat(last.seconds()).isPositive();
        }
    }

    @Test
    void tellsNewsInTheirOrder() {
        List<Integer> news = new ArrayList<>();
        try (Worker worker = start(Sandbox.none())) {
            assertThat(worker.ask("tell", String.class, LONG, Integer.class, news::add).answer()).contains("done");
        }
        assertThat(news).containsExactly(1, 2, 3);
    }

    @Test
    void whoReceivesNewsMayFail() {
        try (Worker worker = start(Sandbox.none())) {
            assertThatThrownBy(() -> worker.ask("tell", String.class, LONG, Integer.class, news -> {
                throw new IllegalStateException("no more");
            })).isInstanceOf(IllegalStateException.class).hasMessage("no more");
            assertThat(worker.isAlive()).isFalse();
        }
    }

    @Test
    void passesOnWhatIsPrinted() throws InterruptedException {
        LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        List<Path> classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .toList();
        WorkerSettings settings = WorkerSettings.of(ObedientWorker.class, classPath, folder);
        try (Worker worker = new Worker(Sandbox.none(), settings, lines::add)) {
            assertThat(ask(worker, "print").answer()).contains("done");
            assertThat(lines.poll(1, TimeUnit.MINUTES)).isEqualTo("printed");
        }
    }

    @Test
    void endsAtItsTimeLimit() {
        try (Worker worker = start(Sandbox.none())) {
            WorkerReply<String> reply = worker.ask("hang", String.class, Duration.ofSeconds(1));

            assertThat(reply.answer()).isEmpty();
            assertThat(reply.exit().stopped()).isTrue();
            assertThat(WORDS + reply.exit().cause())
                    .isEqualTo("Your code took longer than 1 second and was stopped (an endless loop?)");
            assertThat(worker.isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "huge", "number", "null"})
    void anAnswerThatCanNotBeReadEndsTheWorker(String request) {
        try (Worker worker = start(Sandbox.none())) {
            WorkerReply<String> reply = ask(worker, request);

            assertThat(reply.answer()).isEmpty();
            assertThat(WORDS + reply.exit().cause()).isEqualTo("Your code sent an answer that can't be read");
        }
    }

    @Test
    void saysHowItEndedByItself() {
        try (Worker worker = start(Sandbox.none())) {
            WorkerExit exit = ask(worker, "exit").exit();

            assertThat(exit.exitValue()).isEqualTo(3);
            assertThat(exit.stopped()).isFalse();
            assertThat(exit.cause()).startsWith("ended the Java virtual machine (exit value 3");
            exit.requireBegun();
        }
        try (Worker worker = start(Sandbox.none())) {
            WorkerExit exit = ask(worker, "no memory").exit();

            assertThat(exit.cause()).isEqualTo("ran out of memory");
        }
    }

    /** Then the steps are not to blame. */
    @Test
    void anEndBeforeTheStepsCodeIsAnErrorOfTheMachine() {
        try (Worker worker = start(Sandbox.none())) {
            WorkerExit exit = ask(worker, "do not begin").exit();

            assertThatThrownBy(exit::requireBegun).isInstanceOf(GraderException.class)
                    .hasMessageContaining("does not start (exit value 3)");
        }
    }

    @Test
    void anAnswerInTimeCountsAlsoIfTheProcessEndsWithIt() {
        try (Worker worker = start(Sandbox.none())) {
            assertThat(ask(worker, "answer and end").answer()).contains("stopped");
            assertThat(ask(worker, "anything").answer()).isEmpty();
        }
    }

    /** Whoever presses Stop kills it from another thread. */
    @Test
    void aKilledWorkerAnswersNothing() {
        try (Worker worker = start(Sandbox.none())) {
            assertThat(ask(worker, "first").answer()).isPresent();
            CompletableFuture<WorkerReply<String>> waiting = CompletableFuture.supplyAsync(() -> ask(worker, "hang"));
            worker.kill();

            assertThat(waiting).succeedsWithin(LONG).satisfies(reply -> assertThat(reply.answer()).isEmpty());
        }
    }

    @Test
    void endsInAGraderErrorIfTheMachineRanOutOfMemory() throws Exception {
        PretendedGroups groups = new PretendedGroups(Files.createDirectories(folder.resolve("groups")));
        try (Worker worker = start(groups.sandbox())) {
            assertThat(ask(worker, "first").answer()).isPresent();
            groups.pretendThatAllHaveEnded();
            assertThat(ask(worker, "exit").exit().stopped()).isFalse();
        }
        try (Worker worker = start(groups.sandbox())) {
            assertThat(ask(worker, "first").answer()).isPresent();
            groups.pretendThatAllHaveEnded();
            groups.pretendThatMachineRanOutOfMemory();

            assertThatThrownBy(() -> ask(worker, "exit")).isInstanceOf(GraderException.class)
                    .hasMessageContaining("This machine ran out of memory");
        }
    }

    /** The caller that was interrupted has no worker that it could close. */
    @Test
    void anInterruptedStartLeavesNoProcess() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> start(Sandbox.none())).isInstanceOf(GraderException.class).hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && thread.getName().equals("keeper of a worker")) {
                thread.join(30_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
        assertThat(ProcessHandle.current().descendants()).noneMatch(process ->
                process.info().commandLine().orElse("").contains(folder.toString()));
    }
}
