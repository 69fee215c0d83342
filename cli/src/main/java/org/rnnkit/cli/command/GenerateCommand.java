package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rnnkit.grader.compile.CompiledSteps;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.learner.play.GenerationRun;
import org.rnnkit.learner.play.worker.GenerationOutcome;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a trained model write. */
@Command(name = "generate", description = {"Lets a trained model go on from a prefix.", ""},
    footer = {"%nExamples:",
        "  ./rnnkit generate runs/20260101-120000-train --prefix \"time traveller\"",
        "  ./rnnkit generate runs/20260101-120000-train --length 200",
        "%nExit status:",
        "  0 done",
        "  1 the steps do not compile, or failed",
        "  2 wrong use",
        "  3 the kit's own trouble"})
public final class GenerateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN_DIR", description = "The folder that ./rnnkit train wrote.")
    private Path model;

    @Option(names = "--prefix", paramLabel = "TEXT", defaultValue = "time traveller",
            description = "What to go on from, lower-case letters and spaces. Default: ${DEFAULT-VALUE}.")
    private String prefix;

    @Option(names = "--length", paramLabel = "N", defaultValue = "50",
            description = "How many characters to write. Default: ${DEFAULT-VALUE}.")
    private int length;

    @Option(names = "--with", paramLabel = "TARGET",
            description = "Whose steps: exercises, solutions or a folder. Default: those it was trained with.")
    private String with;

    @Override
    public Integer call() {
        if (prefix.isEmpty()) {
            throw new UsageException("--prefix is empty: there is nothing to go on from. Give at least one character.");
        }
        OptionChecks.atLeast(0, "--length", length);
        Path folder = model.toAbsolutePath().normalize();
        RunFolder trained = RunFolder.in(folder);
        Kit kit = Kit.find(Steps.all());
        Submission submission = trained.steps(kit, with);
        try (Scratch scratch = new Scratch()) {
            CompiledSteps nine = new StepCompiler(kit, scratch.folder()).compileAll(submission);
            if (!nine.problem().isEmpty()) {
                return stop("The steps of " + submission.name() + " do not compile: " + nine.problem());
            }
            GenerationOutcome outcome = new GenerationRun(kit, scratch.folder(), nine.classes()).generate(folder,
                    trained.summary().trainedConcise(), prefix, length);
            if (outcome.failure() != null) {
                return stop("The steps failed while writing: " + outcome.failure().message());
            }
            System.out.println(outcome.text());
            if (outcome.unknown() > 0) {
                System.err.println("rnnkit: " + outcome.unknown() + " of the prefix's characters are not in the model's "
                        + "vocabulary and count as unknown. It knows the small letters a to z and the space.");
            }
            return 0;
        }
    }

    private static int stop(String why) {
        System.err.println("rnnkit: " + why);
        return 1;
    }
}
