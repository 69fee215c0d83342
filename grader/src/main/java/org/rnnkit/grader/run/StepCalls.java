package org.rnnkit.grader.run;

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
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.StepWorker.StepAnswers;
import org.rnnkit.grader.worker.step.StepWorker.StepRequest;
import org.rnnkit.grader.worker.step.StepWorker.TestsRequest;
import org.rnnkit.testkit.steps.Step;

/**
 * The two calls to a worker about one step: first the questions of the independent check, later the graded tests. One thread
 * sends them, and another one asks for the results after the worker's end.
 */
final class StepCalls {

    private static final long POLL_MILLIS = 10;

    private final Step step;
    private final Verifier verifier;
    private final WorkerCall<StepAnswers> questions;
    private final WorkerCall<StepResult> testing;
    private final CompletableFuture<Optional<StepAnswers>> answers = new CompletableFuture<>();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private IndependentCheck check;

    /**
     * Makes the calls, without sending them.
     *
     * @param kit the kit
     * @param step the step
     * @param tests the class files that the tests need; empty if the worker has them from the step before
     * @param morePending whether the same worker gets the questions of another step after these
     * @param folder the folder for the answers
     */
    StepCalls(Kit kit, Step step, Map<String, byte[]> tests, boolean morePending, Path folder) {
        this.step = step;
        this.verifier = new Verifier(step);
        this.questions = new WorkerCall<>(new StepRequest(step.className(), step.packageName(), verifier.questions(),
                morePending), StepAnswers.class, folder);
        this.testing = new WorkerCall<>(new TestsRequest(step.packageName(), step.id(), step.tag(), kit.testClasses(step),
                verifier.seed(), false, tests), StepResult.class, folder);
    }

    /** Returns the step that the calls are about. */
    Step step() {
        return step;
    }

    /** Returns the seed of the step's questions and tests. */
    long seed() {
        return verifier.seed();
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
        testing.send(in);
        await(testing, stop);
    }

    private void await(WorkerCall<?> call, AtomicBoolean stop) throws InterruptedException {
        long begun = System.nanoTime();
        waiting.set(true);
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

    /** Returns the time that the worker needed for both calls, by the grader's clock, once it has ended. */
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
    Optional<StepResult> result() {
        return testing.answer();
    }
}
