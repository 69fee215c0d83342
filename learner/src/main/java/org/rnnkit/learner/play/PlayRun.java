package org.rnnkit.learner.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.process.WorkerInput;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.learner.background.StepsProcess;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.worker.PlayRequest;
import org.rnnkit.learner.worker.PlayStart;
import org.rnnkit.learner.worker.PlayWorker;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** A trained model that writes, again and again, in one process that stays warm. */
public final class PlayRun {

    private final StepsProcess process;
    /** The class of the step that draws the characters above temperature 0; null if the kit has none, and draws them itself. */
    private final String sampling;

    /** Prepares the process. The folder of the steps has the classes of the kit's steps. */
    public PlayRun(Kit kit, Path scratch, Path steps) {
        process = new StepsProcess("The steps failed while writing: ", kit, scratch, List.of(steps), PlayWorker.class,
                ModelFactory.class);
        sampling = Steps.usedBy(PlayWorker.SAMPLING_COMMAND).filter(kit.steps()::contains).map(Step::fullName).orElse(null);
    }

    /**
     * Serves requests with the small model and the user's own steps, as far as they are needed.
     *
     * @param text receives each character as it is written
     */
    public static void playSmall(Kit kit, Supplier<Optional<PlayRequest>> requests, Consumer<String> text) {
        try (Scratch scratch = new Scratch(); StepCompiler compiler = new StepCompiler(kit, Sandbox.none())) {
            Path classes = compiler.compileTogether(new Intake(kit).take(Layout.EXERCISES), stepsThatWrite(kit),
                    scratch.folder()).requireClasses();
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
        Semaphore complete = new Semaphore(1);
        WorkerInput input = in -> {
            while (true) {
                complete.acquire();
                Optional<PlayRequest> request = requests.get();
                if (request.isEmpty()) {
                    return;
                }
                Messages.send(request.get(), in);
            }
        };
        process.run(new PlayStart(folder.toString(), model, sampling), input, Boolean.class,
                line -> take(line, complete, text));
    }

    private static void take(String line, Semaphore complete, Consumer<String> text) {
        if (line.equals(PlayWorker.END)) {
            complete.release();
            return;
        }
        try {
            text.accept(Messages.JSON.readValue(line, String.class));
        } catch (JsonProcessingException ignored) {
            // The line is not the worker's own.
        }
    }
}
