package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.feedback.WarmTestRunner;
import org.rnnkit.learner.play.PlayRun;
import org.rnnkit.learner.train.ChosenSteps;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.worker.PlayWorker;
import org.rnnkit.learner.worker.PlayWorker.PlayRequest;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that lets a trained model continue a text. */
@Command(name = "generate", description = {"Lets a trained model continue a prefix.", ""},
    footer = {"%nExamples:",
        "  ./rnnkit generate runs/20260101-120000-train --prefix \"time traveller\"",
        "  ./rnnkit generate runs/20260101-120000-train --length 200 --temperature 0.8",
        "%nExit status:",
        "  0 done",
        "  1 the steps do not compile, or failed",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class GenerateCommand implements Callable<Integer> {

    private static final int TEST_SECONDS = 20;

    @Parameters(paramLabel = "RUN_DIR", description = "The folder that ./rnnkit train wrote.")
    private Path model;

    @Option(names = "--prefix", paramLabel = "TEXT", defaultValue = "time traveller",
            description = "The text to continue. Capitals become small letters, everything but the letters a to z a space. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String prefix;

    @Option(names = "--length", paramLabel = "N", defaultValue = "50",
            description = "The number of characters to write. Default: ${DEFAULT-VALUE}.")
    private int length;

    @Option(names = "--temperature", paramLabel = "T", defaultValue = "0",
            description = "0 (the default): always the most likely character. Above 0: each character is drawn, by your "
                    + "step 10 if it passes its tests; the higher T is, the wilder the text.")
    private double temperature;

    @Option(names = "--with", paramLabel = "TARGET",
            description = "Whose steps to use: " + CommandList.TARGETS + ". Default: those that trained the model.")
    private String with;

    @Override
    public Integer call() {
        if (prefix.isEmpty()) {
            throw new UsageException("--prefix is empty: give at least one character to continue.");
        }
        CommandChecks.atLeast(0, "--length", length);
        temperature = CommandChecks.temperature(temperature);
        Path folder = model.toAbsolutePath().normalize();
        RunFolder trained = RunFolder.read(folder);
        Optional<Step> sampling = temperature == 0 ? Optional.empty() : Steps.usedBy(PlayWorker.SAMPLING_COMMAND);
        Submission submission = trained.steps(kitWith(sampling, trained), with);
        Optional<Step> used = sampling.filter(step -> isRight(step, submission));
        Kit kit = kitWith(used, trained);
        try (Scratch scratch = new Scratch()) {
            Path nine = CommandChecks.compile(kit, submission, scratch);
            String readable = PlayRequest.readable(prefix);
            System.out.println(new PlayRun(kit, scratch.folder(), nine).generate(folder, trained.summary().model(),
                    new PlayRequest(readable, length, temperature), used.map(Step::fullName).orElse(null)).text());
            if (!readable.equals(prefix)) {
                System.err.println("rnnkit: the model has read \"" + readable + "\". It knows the letters a to z and the "
                        + "space: capitals become small letters, and everything else becomes a space.");
            }
            return 0;
        }
    }

    private static Kit kitWith(Optional<Step> sampling, RunFolder trained) {
        return ChosenSteps.kit(Kit.find(Stream.concat(Steps.all().stream(), sampling.stream()).toList()),
                trained.summary().model());
    }

    /** Tests the step that draws characters. If it does not pass, it says so, and that the kit draws them instead. */
    private static boolean isRight(Step step, Submission submission) {
        Kit kit = Kit.find(Stream.concat(Steps.all().stream(), Stream.of(step)).toList());
        StepStatus status;
        try (WarmTestRunner tests = new WarmTestRunner(kit, TEST_SECONDS);
                StudentSteps steps = new StudentSteps(kit, submission, tests)) {
            status = steps.test(step).status();
        }
        if (status != StepStatus.PASSED) {
            System.err.printf(Locale.ROOT, "rnnkit: step %d, %s, is not %s yet, so the kit draws the characters. For a hint: "
                    + "./rnnkit hint %d%n", step.number(), step.title(), submission.isWritten(step) ? "right" : "written",
                    step.number());
        }
        return status == StepStatus.PASSED;
    }
}
