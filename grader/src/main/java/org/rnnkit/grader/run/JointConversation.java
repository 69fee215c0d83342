package org.rnnkit.grader.run;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.report.CheckStatus;

/**
 * The calls to the one worker of several steps. All questions are answered before the first test is sent. It ends at the
 * first answer or test that is wrong, because the steps are then graded apart. The worker's process sends the first call
 * itself.
 *
 * @param steps the calls of each step
 * @param wrong whether a step of the submission is known to be wrong, also one in another worker
 */
record JointConversation(List<StepCalls> steps, AtomicBoolean wrong) implements WorkerProcess.Input {

    @Override
    public void write(OutputStream in) throws IOException, InterruptedException {
        for (StepCalls step : steps) {
            if (step != steps.get(0)) {
                step.questions().send(in);
            }
            step.awaitAnswers();
            if (step.check().status() == CheckStatus.FAILED) {
                wrong.set(true);
            }
            if (wrong.get()) {
                return;
            }
        }
        for (StepCalls step : steps) {
            step.sendTests(in);
            if (!step.awaitPass()) {
                wrong.set(true);
            }
            if (wrong.get()) {
                return;
            }
        }
    }

    @Override
    public boolean hasAllAnswers() {
        return true;
    }
}
