package org.rnnkit.learner.feedback;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.worker.source.CompileAnswer;
import org.rnnkit.grader.worker.source.Javac;

/**
 * The compiler in this process, fast from the second call on. It is for feedback to students on their own computers;
 * the grader compiles submissions in a process of their own.
 */
final class InProcessCompiler {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Enough for the deepest source that a person writes. */
    private static final long STACK_BYTES = 8 << 20;

    private InProcessCompiler() {}

    /** Compiles sources, as {@link Javac#compile} does, for at most half a minute. */
    static CompileAnswer compile(Map<String, byte[]> sources, Map<String, byte[]> others, String root, List<Path> classPath) {
        StepCompiler.requireJdk();
        FutureTask<CompileAnswer> task = new FutureTask<>(() -> Javac.compile(sources, others, root, classPath));
        // Some sources make the compiler run forever. Java can't stop a thread, so it is left behind.
        Thread thread = new Thread(null, task, "javac", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            CompileAnswer answer = task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!answer.errors().isEmpty()) {
                BuiltKit.requireExisting(classPath);
            }
            return answer;
        } catch (TimeoutException e) {
            return CompileAnswer.gaveUp("did not finish within " + LIMIT.toSeconds() + " seconds");
        } catch (InterruptedException e) {
            throw GraderException.interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
