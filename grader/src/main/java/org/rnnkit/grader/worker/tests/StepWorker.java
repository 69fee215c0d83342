package org.rnnkit.grader.worker.tests;

import ai.djl.engine.Engine;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.rnnkit.grader.worker.WorkerCall;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.step.StepAnswer;
import org.rnnkit.grader.worker.step.StepRequest;
import org.rnnkit.grader.worker.step.StepResult;

/**
 * The worker process that tests steps, one after the other, on the thread that has loaded the engine. It keeps the engine and
 * the test kit; each step has a class loader of its own.
 */
public final class StepWorker {

    /** Half of what a worker may take (Limits.DEFAULT). */
    private static final long MAX_KILOBYTES = 1_000_000;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private StepWorker() {}

    /** Tests the steps that it is asked for, until no further request comes. */
    public static void main(String[] args) throws IOException {
        WorkerMain worker = WorkerMain.open();
        // Before the first request, because the grader may still be compiling the steps; and before any student code runs: if
        // the engine does not start, that is not the student's mistake.
        Optional<WorkerFailure> notStarted = WorkerMain.startEngine();
        worker.serve(StepRequest.class, (request, call) -> notStarted.isPresent()
                ? StepAnswer.withoutEngine(notStarted.get().message()) : test(request, call));
    }

    /**
     * Tests a step on this thread.
     *
     * @throws IOException if its jars can't be read
     */
    public static StepAnswer test(StepRequest request, WorkerCall call) throws IOException {
        call.begun();
        PrintedText printed = PrintedText.begin();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (StepLoader classes = new StepLoader(request)) {
            StepResult result = new TestRun(request.tests(), classes,
                    endless -> call.answerAndEnd(new StepAnswer(endless, printed.text(), false, null))).run();
            return new StepAnswer(result, printed.text(), isClean(before), null);
        }
    }

    /** Tells whether nothing is left behind that another step would meet: a thread, an open collector, or much memory. */
    private static boolean isClean(Set<Thread> before) {
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        Runtime runtime = Runtime.getRuntime();
        boolean full = runtime.totalMemory() - runtime.freeMemory() > runtime.maxMemory() / 2;
        return left.stream().noneMatch(thread -> thread.isAlive() && !thread.isDaemon()) && !full && canCollectGradients()
                && residentKilobytes() < MAX_KILOBYTES;
    }

    private static boolean canCollectGradients() {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            return collector != null;
        } catch (RuntimeException oneIsOpen) {
            return false;
        }
    }

    /** Reads this process's memory; 0 where the system does not say it. */
    private static long residentKilobytes() {
        try {
            return Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1).stream().filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
        } catch (IOException noLinux) {
            return 0;
        }
    }
}
