package org.rnnkit.grader.verdict;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.TestsRequest;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.testkit.steps.Step;

/** The call to a worker about one step's tests. One thread sends it; another one asks for the result after the worker's end. */
final class StepCall {

    private static final long POLL_MILLIS = 2;

    final Step step;
    final long seed;
    private final WorkerCall<StepResult> call;
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private Optional<StepResult> result = Optional.empty();

    /**
     * Makes the call, without sending it.
     *
     * @param code a hash of the kit and of the student's code, from which the seed follows
     */
    StepCall(Kit kit, Step step, String code, Path folder) {
        this.step = step;
        this.seed = Seeds.of(step, code);
        this.call = new WorkerCall<>(new TestsRequest(step.packageName(), step.id(), step.tag(),
                kit.built().testClasses(step), seed, false, WorkLimit.SECONDS), StepResult.class, folder);
    }

    /** Returns the call, for the worker that sends it itself. */
    WorkerCall<StepResult> call() {
        return call;
    }

    /** Lists the files that the worker writes its answer to. */
    List<Path> files() {
        return call.files();
    }

    /**
     * Sends the tests and waits for their result, or until nobody wants it any more.
     *
     * @param first whether they are the worker's first call, which it has got already
     */
    void test(boolean first, OutputStream in, AtomicBoolean stop) throws IOException, InterruptedException {
        waiting.set(true);
        long begun = System.nanoTime();
        if (!first) {
            call.send(in);
        }
        while (!call.isAnswered() && !stop.get()) {
            Thread.sleep(POLL_MILLIS);
        }
        waiting.set(false);
        nanos.set(System.nanoTime() - begun);
    }

    /** Tells whether the worker has ended before it answered a call that it had got. */
    boolean isUnanswered() {
        return waiting.get();
    }

    /** Returns the time of the tests by the grader's clock, once the worker has ended. */
    double seconds() {
        return nanos.get() / 1e9;
    }

    /** Returns the results of the tests, once they are there. */
    synchronized Optional<StepResult> result() {
        result = result.isEmpty() ? call.answer() : result;
        return result;
    }
}
