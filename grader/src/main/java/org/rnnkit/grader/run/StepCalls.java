package org.rnnkit.grader.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.report.IndependentCheck;
import org.rnnkit.grader.verify.Verifier;
import org.rnnkit.grader.worker.step.StepAnswers;
import org.rnnkit.grader.worker.step.StepRequest;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.grader.worker.step.TestsRequest;
import org.rnnkit.testkit.steps.Step;

/** The two calls to a worker about one step: first the questions of the independent check, later the graded tests. */
final class StepCalls {

    private static final long POLL_MILLIS = 10;

    private final Kit kit;
    private final Step step;
    private final Verifier verifier;
    private final WorkerCall<StepAnswers> questions;
    private final WorkerCall<StepResult> testing;
    private final CompletableFuture<Optional<StepAnswers>> answers = new CompletableFuture<>();
    private IndependentCheck check;
    private long nanos;

    /**
     * Makes the calls, without sending them.
     *
     * @param kit the kit
     * @param step the step
     * @param verifier the step's questions, and the seed of its tests
     * @param tests the class files that the tests need; empty if the worker has them from the step before
     * @param morePending whether the same worker gets the questions of another step after these
     * @param folder the folder for the answers
     */
    StepCalls(Kit kit, Step step, Verifier verifier, Map<String, byte[]> tests, boolean morePending, Path folder) {
        this.kit = kit;
        this.step = step;
        this.verifier = verifier;
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

    /** Returns the call with the questions. */
    WorkerCall<StepAnswers> questions() {
        return questions;
    }

    /** Lists the files that the worker writes its answers to. */
    Stream<Path> files() {
        return Stream.of(questions, testing).map(WorkerCall::files).flatMap(List::stream);
    }

    /** Waits for the answers to the questions, which must have been sent, and keeps them as they are now. */
    void awaitAnswers() throws InterruptedException {
        await(questions);
        answers.complete(questions.answer());
    }

    private void await(WorkerCall<?> call) throws InterruptedException {
        long begun = System.nanoTime();
        while (!call.isAnswered()) {
            Thread.sleep(POLL_MILLIS);
        }
        nanos += System.nanoTime() - begun;
    }

    /** Sends the tests. */
    void sendTests(OutputStream in) throws IOException {
        testing.send(in);
    }

    /** Waits for the results of the tests. Tells whether all tests passed. */
    boolean awaitPass() throws InterruptedException {
        await(testing);
        return result().filter(found -> found.end() == null
                && found.tests().stream().allMatch(test -> test.status() == TestStatus.PASSED)).isPresent();
    }

    /** Returns the answers to the questions, as they were before the tests were sent. */
    Optional<StepAnswers> answers() {
        return answers.isDone() ? answers.join() : questions.answer();
    }

    /** Returns the time that the worker needed for both calls, by the grader's clock, once it has ended. */
    double seconds() {
        return nanos / 1e9;
    }

    /** Compares the answers. Called after {@link #awaitAnswers}, or after the worker's end. */
    synchronized IndependentCheck check() {
        if (check == null) {
            check = kit.reference().isPresent() ? verifier.judge(answers()) : IndependentCheck.notRun(
                    "without the reference's other steps a result would not speak for this one");
        }
        return check;
    }

    /** Returns the results of the tests, once they are there. */
    Optional<StepResult> result() {
        return testing.answer();
    }
}
