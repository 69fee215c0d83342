package org.rnnkit.learner.play;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerReply;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.learner.background.StepsFailure;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.lab.Lab;
import org.rnnkit.learner.worker.PlayModel;
import org.rnnkit.learner.worker.PlayRequest;
import org.rnnkit.learner.worker.PlayResult;
import org.rnnkit.learner.worker.PlayTask;
import org.rnnkit.learner.worker.TextWriter;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** A trained model that writes with a learner's steps, in a lab, where it stays loaded. */
public final class PlayRun implements TextWriter {

    /** The command that uses the bonus step that draws each character by its probability. The list of steps names it. */
    public static final String SAMPLING_COMMAND = "play --temperature";

    /** For a terminal, where a text takes as long as the user wants. */
    public static final long NO_LIMIT = TimeUnit.DAYS.toSeconds(365);

    private static final String FAILED = "The steps failed while writing: ";

    private final Lab lab;
    private final PlayModel model;
    private final long seconds;

    /**
     * Compiles the steps.
     *
     * @param kit the kit with the steps that the model needs
     * @param folder the folder of the trained model
     * @param seconds the limit of a text, in seconds
     * @throws StepsFailure if a step does not compile
     */
    public PlayRun(Lab lab, Kit kit, Submission submission, Path folder, String kind, long seconds) {
        this(lab, kit, new StudentSteps(kit, submission), kit.steps(), folder, kind, seconds);
    }

    private PlayRun(Lab lab, Kit kit, StudentSteps steps, List<Step> needed, Path folder, String kind, long seconds) {
        this.lab = lab;
        this.seconds = seconds;
        // The class of the step that draws the characters; null if the kit has none, and draws them itself.
        String sampling = Steps.usedBy(SAMPLING_COMMAND).filter(kit.steps()::contains).map(Step::fullName).orElse(null);
        Path jar = lab.jar("play", steps.compiled(needed));
        model = new PlayModel(folder.toString(), kind, sampling, jar.toString());
    }

    /** Makes the small model write with the user's own steps, as far as they are needed. */
    public static PlayRun small(Lab lab, Kit kit, long seconds) {
        lab.start();
        StudentSteps own = new StudentSteps(kit, new Intake(kit).take(Layout.EXERCISES));
        return new PlayRun(lab, kit, own, stepsThatWrite(kit), SmallModel.copyTo(lab.folder()), ModelFactory.SCRATCH, seconds);
    }

    /** Lists the steps with which a trained model writes: those up to the prediction. */
    public static List<Step> stepsThatWrite(Kit kit) {
        return kit.steps().stream().filter(step -> step.number() <= StepStates.PREDICTION).toList();
    }

    @Override
    public void write(PlayRequest request, Consumer<String> text) {
        WorkerReply<PlayResult> reply = lab.run(new PlayTask(model, request, lab.seconds(), seconds),
                () -> !Thread.currentThread().isInterrupted(), text)
                .orElseThrow(() -> new UsageException("The text was stopped."));
        PlayResult result = reply.answer().orElseThrow(() -> {
            reply.exit().requireBegun();
            return new StepsFailure(FAILED + "Your code " + reply.exit().cause());
        });
        if (result.failure() != null) {
            WorkerExit.raise(result.failure());
            throw new StepsFailure(FAILED + result.failure().message());
        }
    }
}
