package org.rnnkit.learner.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.training.TrainingProcess;
import org.rnnkit.grader.training.TrainingProcess.TrainingProgress;
import org.rnnkit.grader.worker.training.TrainingOutcome;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.grader.worker.training.TrainingSetup.EngineChoice;
import org.rnnkit.learner.runs.ChosenSteps;
import org.rnnkit.learner.runs.RunFolder;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.DeviceChoice.DeviceName;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.Text;

/** A trainer that does what ./rnnkit train does: it trains in a process of its own, and writes the same folder. */
public final class StepsTrainer implements ModelTrainer {

    private static final Duration LIMIT = Duration.ofDays(1);

    private final Kit kit;
    private final Predicate<Step> fails;

    /**
     * Makes a trainer.
     *
     * @param kit the kit
     * @param fails whether a step of the user does not pass its tests
     */
    public StepsTrainer(Kit kit, Predicate<Step> fails) {
        this.kit = kit;
        this.fails = fails;
    }

    @Override
    public String train(TrainingOrder order, TrainingProgress progress, Consumer<String> notes, BooleanSupplier wanted) {
        ChosenSteps chosen = ChosenSteps.of(kit);
        notes.accept(chosen.note(fails));
        Text text = order.text().find();
        notes.accept("The text is: " + text.source() + ".");
        TrainingProcess.requireEnough(text, order.settings());
        Path folder = RunFolder.choose(kit, "train");
        boolean complete = false;
        try (Scratch scratch = new Scratch()) {
            Path classes = StepCompiler.compileOwn(kit, chosen.submission(), scratch.folder()).requireClasses();
            requireWanted(wanted);
            TrainingSetup setup = new TrainingSetup(order.settings(),
                    new EngineChoice(DeviceName.AUTO, EngineSettings.DEFAULT_THREADS), false, null, false);
            TrainingOutcome outcome = new TrainingProcess(kit, Sandbox.none(), scratch.folder(), classes, LIMIT)
                    .train(text, setup, folder, progress, notes).outcome();
            if (outcome.failure() != null) {
                throw new UsageException("The training failed: " + outcome.failure().message());
            }
            requireWanted(wanted);
            RunFolder.write(kit, folder, TrainingSummary.of(outcome, order.settings(), text.source(),
                    chosen.submission().name(), false), outcome);
            complete = true;
            RunFolder.draw(folder, order.settings(), outcome).ifPresent(notes);
            return folder.getFileName().toString();
        } finally {
            if (!complete) {
                RecursiveDelete.deleteRecursively(folder);
            }
        }
    }

    private static void requireWanted(BooleanSupplier wanted) {
        if (!wanted.getAsBoolean()) {
            throw new UsageException("The training was stopped.");
        }
    }
}
