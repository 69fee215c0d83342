package org.rnnkit.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.compile.StepCompiler.CompiledSteps;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.learner.background.StepsProcess.StepsFailure;
import org.rnnkit.learner.play.PlayRun;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.worker.PlayWorker.PlayRequest;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that lets a trained model continue what the user types, again and again. */
@Command(name = "play", description = {"Type a beginning, and a trained model continues it, character by character.", ""},
    footer = {"%nWhile it plays:",
        "  any text       a beginning, which the model continues",
        "  :t 0.8         sets the temperature; 0: always the most likely character,",
        "                 1: the model's probabilities, more: wilder",
        "  :n 300         sets the length",
        "  :q             quits (so does the end of the input: Ctrl-D, on Windows Ctrl-Z)",
        "%nExit status:",
        "  0 done",
        "  1 the steps do not compile, or failed",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class PlayCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "RUN_DIR",
            description = "The folder that ./rnnkit train wrote. Default: the newest in the kit's runs/.")
    private Path model;

    @Option(names = "--temperature", paramLabel = "T", defaultValue = "0.7",
            description = "How wild the text is, from 0. Default: ${DEFAULT-VALUE}.")
    private double temperature;

    @Option(names = "--length", paramLabel = "N", defaultValue = "200",
            description = "How many characters the model writes each time. Default: ${DEFAULT-VALUE}.")
    private int length;

    @Option(names = "--with", paramLabel = "TARGET",
            description = "Whose steps to use: " + StudentHelp.TARGETS + ". Default: those that trained the model.")
    private String with;

    private boolean loaded;

    @Override
    public Integer call() {
        temperature = OptionChecks.temperature(temperature);
        OptionChecks.atLeast(1, "--length", length);
        Kit kit = Kit.find(Steps.all());
        Path folder = model == null ? newest(kit) : model.toAbsolutePath().normalize();
        RunFolder trained = RunFolder.read(folder);
        Submission submission = trained.steps(kit, with);
        System.out.println("Loading the model of " + folder + " ...");
        PlayPrompt prompt = new PlayPrompt(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                System.out, temperature, length);
        try (TerminalEcho echo = TerminalEcho.find(); Scratch scratch = new Scratch()) {
            CompiledSteps nine = StepCompiler.compileOwn(kit, submission, scratch.folder());
            if (!nine.problem().isEmpty()) {
                return stop("The steps of " + submission.name() + " do not compile: " + nine.problem());
            }
            try {
                new PlayRun(kit, scratch.folder(), nine.classes()).play(folder, trained.summary().trainedConcise(),
                        () -> next(trained, prompt, echo), PlayCommand::show);
            } finally {
                System.out.println();
            }
            return 0;
        } catch (StepsFailure e) {
            return stop(e.getMessage());
        }
    }

    private static void show(String token) {
        System.out.print(token);
        System.out.flush();
    }

    private Optional<PlayRequest> next(RunFolder trained, PlayPrompt prompt, TerminalEcho echo) {
        if (!loaded) {
            loaded = true;
            System.out.printf(Locale.ROOT, "Perplexity %.3f. Type a beginning; :t %s and :n %d change temperature and length, "
                    + ":q quits.%n", trained.summary().perplexity(), temperature, length);
        }
        echo.on();
        try {
            return prompt.next();
        } finally {
            echo.off();
        }
    }

    private static Path newest(Kit kit) {
        Path runs = kit.home().resolve("runs");
        if (Files.isDirectory(runs)) {
            try (Stream<Path> folders = Files.list(runs)) {
                Optional<Path> newest = folders.filter(folder -> Files.exists(folder.resolve("model.json")))
                        .max(Comparator.comparing(folder -> folder.resolve("model.json").toFile().lastModified()));
                if (newest.isPresent()) {
                    return newest.get();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("can't read " + runs, e);
            }
        }
        throw new UsageException("There is no trained model in " + runs + " yet. Train one (./rnnkit train"
                + (kit.reference().isEmpty() ? "" : ", or ./rnnkit train solutions --epochs 50") + "), or name its folder.");
    }

    private static int stop(String why) {
        System.err.println("rnnkit: " + why);
        return 1;
    }
}
