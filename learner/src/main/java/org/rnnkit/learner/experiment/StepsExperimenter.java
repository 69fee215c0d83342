package org.rnnkit.learner.experiment;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.ComparisonPage;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.learner.experiment.worker.ExperimentOutcome;
import org.rnnkit.learner.runs.ChosenSteps;
import org.rnnkit.learner.runs.RunFolder;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TextSource;

/**
 * A runner that does what ./rnnkit experiment does.
 *
 * @param kit the kit with the nine steps
 * @param fails whether a step of the user does not pass its tests
 */
record StepsExperimenter(Kit kit, Predicate<Step> fails) implements Experimenter {

    @Override
    public ComparisonPage run(ExperimentOrder order, Runnable finished, Consumer<String> notes, BooleanSupplier wanted) {
        ChosenSteps chosen = ChosenSteps.of(kit);
        notes.accept(order.experiment().steps(chosen, fails));
        Text text = TextSource.find(null);
        try (Scratch scratch = new Scratch()) {
            Path classes = StepCompiler.compileOwn(kit, chosen.submission(), scratch.folder()).requireClasses();
            requireWanted(wanted);
            ExperimentOutcome outcome = new ExperimentRun(kit, scratch.folder(), classes)
                    .run(order.experiment().variants(), order.seeds(), order.epochs(), text, finished);
            if (outcome.failure() != null) {
                throw new UsageException("The steps failed in a training: " + outcome.failure().message());
            }
            requireWanted(wanted);
            int characters = Math.min(ExperimentRun.TOKENS, text.characters().length());
            ComparisonPage page = ExperimentPage.data(order.experiment(), text.source(), characters, outcome.runs());
            Path folder = RunFolder.choose(kit, order.experiment().commandName());
            OutputFile.write(outcome.runs(), folder.resolve("experiment.json"));
            OutputFile.write(page.html(), folder.resolve("experiment.html"));
            notes.accept("The result is also in runs/" + folder.getFileName() + ".");
            return page;
        }
    }

    private static void requireWanted(BooleanSupplier wanted) {
        if (!wanted.getAsBoolean()) {
            throw new UsageException("The experiment was stopped.");
        }
    }
}
