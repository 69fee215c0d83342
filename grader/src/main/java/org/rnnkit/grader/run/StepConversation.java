package org.rnnkit.grader.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.step.StepAnswers;
import org.rnnkit.grader.worker.step.StepRequest;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.TestsRequest;
import org.rnnkit.testkit.steps.Step;

/** The two calls to a step's worker. The second has the tests; it is sent only when the first is answered. */
final class StepConversation implements WorkerProcess.Input {

    private static final long POLL_MILLIS = 10;

    private final WorkerCall<StepAnswers> questions;
    private final WorkerCall<StepResult> testing;
    private final CompletableFuture<Optional<StepAnswers>> answers = new CompletableFuture<>();

    /**
     * Makes the calls, without sending them.
     *
     * @param kit the kit
     * @param step the step
     * @param asked the questions of the independent check
     * @param seed the seed of the tests
     * @param tests the class files that the tests need
     * @param folder the folder for the answers
     */
    StepConversation(Kit kit, Step step, List<ProbePayload> asked, long seed, Map<String, byte[]> tests,
            Path folder) {
        questions = new WorkerCall<>(new StepRequest(step.className(), step.packageName(), asked), StepAnswers.class, folder);
        testing = new WorkerCall<>(new TestsRequest(step.packageName(), step.id(), step.tag(), kit.testClasses(step),
                seed, false, tests), StepResult.class, folder);
    }

    /** Returns the first call. */
    WorkerCall<StepAnswers> questions() {
        return questions;
    }

    @Override
    public void write(OutputStream in) throws IOException, InterruptedException {
        while (!questions.isAnswered()) {
            Thread.sleep(POLL_MILLIS);
        }
        answers.complete(questions.answer());
        testing.send(in);
    }

    /** Returns the second call. */
    WorkerCall<StepResult> testing() {
        return testing;
    }

    /** Returns the answers to the questions, as they were before the tests were sent. Called after the worker's end. */
    Optional<StepAnswers> answers() {
        return answers.isDone() ? answers.join() : questions.answer();
    }

    /** Returns the results of the tests. Called after the worker's end. */
    Optional<StepResult> result() {
        return testing.answer();
    }
}
