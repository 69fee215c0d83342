package org.rnnkit.grader.verdict;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.report.CheckStatus;
import org.rnnkit.grader.report.IndependentCheck;
import org.rnnkit.grader.verify.Verifier;
import org.rnnkit.grader.worker.step.StepAnswers;
import org.rnnkit.grader.worker.step.StepRequest;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.TestsRequest;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.testkit.steps.Step;

/**
 * The two calls to a worker about one step: first the questions of the independent check, later the graded tests. One
 * thread sends them, and another one asks for the results after the worker's end.
 */
final class Calls {

    private static final long POLL_MILLIS = 2;

    final Step step;
    final Verifier verifier;
    private final WorkerCall<StepAnswers> questions;
    private final WorkerCall<StepResult> testing;
    private final CompletableFuture<Optional<StepAnswers>> answers = new CompletableFuture<>();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private long begun;
    private IndependentCheck check;
    private Optional<StepResult> result = Optional.empty();

    /**
     * Makes the calls, without sending them.
     *
     * @param code a hash of the kit and of the student's code, from which the questions follow
     * @param tests the class files that the tests need; empty if the worker has them from the step before
     * @param morePending whether the same worker gets the questions of another step after these
     */
    Calls(Kit kit, Step step, String code, Map<String, byte[]> tests, boolean morePending, Path folder) {
        this.step = step;
        this.verifier = new Verifier(step, code);
        this.questions = new WorkerCall<>(new StepRequest(step.className(), step.packageName(), verifier.questions(),
                morePending), StepAnswers.class, folder);
        this.testing = new WorkerCall<>(new TestsRequest(step.packageName(), step.id(), step.tag(),
                kit.built().testClasses(step), verifier.seed(), false, WorkLimit.SECONDS, tests), StepResult.class, folder);
    }

    /** Returns the call with the questions, for the worker that sends it itself. */
    WorkerCall<StepAnswers> questions() {
        return questions;
    }

    /** Lists the files that the worker writes its answers to. */
    Stream<Path> files() {
        return Stream.concat(questions.files().stream(), testing.files().stream());
    }

    /** Sends the questions, unless they are the worker's first call. */
    void ask(boolean first, OutputStream in) throws IOException {
        waiting.set(true);
        begun = System.nanoTime();
        if (!first) {
            questions.send(in);
        }
    }

    /** Waits for the answers to the questions, and keeps them as they are now: the tests can't change them. */
    void awaitAnswers() throws InterruptedException {
        await(questions, new AtomicBoolean());
        answers.complete(questions.answer());
    }

    /** Sends the tests and waits for their results, or until nobody wants them any more. */
    void test(OutputStream in, AtomicBoolean stop) throws IOException, InterruptedException {
        waiting.set(true);
        begun = System.nanoTime();
        testing.send(in);
        await(testing, stop);
    }

    private void await(WorkerCall<?> call, AtomicBoolean stop) throws InterruptedException {
        while (!call.isAnswered() && !stop.get()) {
            Thread.sleep(POLL_MILLIS);
        }
        waiting.set(false);
        nanos.addAndGet(System.nanoTime() - begun);
    }

    /** Tells whether the worker has ended before it answered a call that it had got. */
    boolean isUnanswered() {
        return waiting.get();
    }

    /** Tells whether the answers to the questions are wrong. Before they have come, they are not. */
    boolean isWrong() {
        return answers.isDone() && check().status() == CheckStatus.FAILED;
    }

    /** Returns the answers to the questions, as they were before the tests were sent. */
    Optional<StepAnswers> answers() {
        return answers.isDone() ? answers.join() : questions.answer();
    }

    /**
     * Returns the time of both calls by the grader's clock, once the worker has ended. It includes the milliseconds in
     * which the answers of the step before are judged.
     */
    double seconds() {
        return nanos.get() / 1e9;
    }

    /** Compares the answers. Called after {@link #awaitAnswers}, or after the worker's end. */
    synchronized IndependentCheck check() {
        if (check == null) {
            check = verifier.judge(answers());
        }
        return check;
    }

    /** Returns the results of the tests, once they are there. */
    synchronized Optional<StepResult> result() {
        result = result.isEmpty() ? testing.answer() : result;
        return result;
    }
}
