package org.rnnkit.learner.play;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.learner.background.OwnStepsWorker;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.worker.PlayCall;
import org.rnnkit.learner.worker.PlayRequest;
import org.rnnkit.learner.worker.PlayWorker;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** A trained model that writes, again and again, in one process that stays warm. */
public final class PlayRun {

    /** A text takes as long as the user wants. */
    private static final Duration LIMIT = Duration.ofDays(365);

    private final Kit kit;
    private final Path scratch;
    private final Path steps;
    /** The class of the step that draws the characters above temperature 0; null if the kit has none, and draws them itself. */
    private final String sampling;

    /** Prepares the process. The jar of the steps has the classes of the kit's steps. */
    public PlayRun(Kit kit, Path scratch, Path steps) {
        this.kit = kit;
        this.scratch = scratch;
        this.steps = steps;
        sampling = Steps.usedBy(PlayWorker.SAMPLING_COMMAND).filter(kit.steps()::contains).map(Step::fullName).orElse(null);
    }

    /**
     * Serves requests with the small model and the user's own steps, as far as they are needed.
     *
     * @param text receives each character as it is written
     */
    public static void playSmall(Kit kit, Supplier<Optional<PlayRequest>> requests, Consumer<String> text) {
        try (Scratch scratch = new Scratch(); StepCompiler compiler = new StepCompiler(kit, Sandbox.none())) {
            Path classes = compiler.compileTogether(new Intake(kit).take(Layout.EXERCISES), stepsThatWrite(kit))
                    .jarIn(scratch.folder());
            new PlayRun(kit, scratch.folder(), classes).play(SmallModel.copyTo(scratch.folder()), ModelFactory.SCRATCH,
                    requests, text);
        }
    }

    /** Lists the steps with which a trained model writes: those up to the prediction. */
    public static List<Step> stepsThatWrite(Kit kit) {
        return kit.steps().stream().filter(step -> step.number() <= StepStates.PREDICTION).toList();
    }

    /**
     * Serves requests until there are no more.
     *
     * @param requests supplies the next request, after the previous text is complete; empty to end
     * @param text receives each character as it is written
     */
    public void play(Path folder, String model, Supplier<Optional<PlayRequest>> requests, Consumer<String> text) {
        try (OwnStepsWorker worker = new OwnStepsWorker("The steps failed while writing: ", kit, scratch, steps,
                PlayWorker.class, ModelFactory.class)) {
            for (Optional<PlayRequest> next = requests.get(); next.isPresent(); next = requests.get()) {
                worker.ask(new PlayCall(folder.toString(), model, sampling, next.get()), Boolean.class, LIMIT, text);
            }
        }
    }
}
