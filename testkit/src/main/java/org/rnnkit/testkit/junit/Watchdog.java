package org.rnnkit.testkit.junit;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.rnnkit.testkit.steps.Step;

/**
 * A time limit for each test. If a test takes too long, it prints the line that the test is at and ends the process, since Java
 * can't stop an endless loop.
 */
final class Watchdog implements AutoCloseable {

    private static final Timer TIMER = new Timer("watchdog", true);

    private final TimerTask task;
    private final int seconds;

    /** Prepares to watch the calling thread. The seconds are set in junit-platform.properties; 0 means no limit. */
    Watchdog(Step step, ExtensionContext test) {
        seconds = test.getConfigurationParameter("rnnkit.test.seconds", Integer::valueOf).orElse(0);
        Thread thread = Thread.currentThread();
        task = new TimerTask() {
            @Override
            public void run() {
                endRun(step, test.getDisplayName(), seconds, thread.getStackTrace());
            }
        };
    }

    void watch() {
        if (seconds > 0 && !isDebugged()) {
            TIMER.schedule(task, seconds * 1000L);
        }
    }

    @Override
    public void close() {
        task.cancel();
    }

    /** Tells whether a debugger is attached: somebody at a breakpoint needs more time. */
    private static boolean isDebugged() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-agentlib:jdwp"));
    }

    private static void endRun(Step step, String test, int seconds, StackTraceElement[] trace) {
        String where = Arrays.stream(trace)
                .filter(frame -> frame.getClassName().equals(step.fullName()))
                .findFirst().map(frame -> " It is at " + frame.getFileName() + ":" + frame.getLineNumber() + ".").orElse("");
        System.out.printf(Locale.ROOT, "%n  Step %d, %s: a test has not come back for %d seconds (%s), so this run ends here.%n"
                        + "  Is there an endless loop?%s%n  Hint: ./rnnkit hint %d%n%n",
                step.number(), step.title(), seconds, test, where, step.number());
        System.out.flush();
        try {
            Thread.sleep(500); // Maven reads the lines above
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
