package org.rnnkit.grader.run;

import java.io.IOException;
import java.io.OutputStream;
import org.rnnkit.grader.process.WorkerProcess;

/**
 * The calls to the worker of one step. The tests are sent only when the questions are answered. The worker's process sends
 * the first call itself.
 */
record StepConversation(StepCalls calls) implements WorkerProcess.Input {

    @Override
    public void write(OutputStream in) throws IOException, InterruptedException {
        calls.awaitAnswers();
        calls.sendTests(in);
        calls.awaitPass();
    }

    @Override
    public boolean hasAllAnswers() {
        // The worker of a forged answer is not killed: how it ends is part of the step's message.
        return calls.result().isPresent();
    }
}
