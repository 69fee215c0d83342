package org.rnnkit.cli.command;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.lab.Lab;
import org.rnnkit.learner.play.PlayRun;
import org.rnnkit.learner.play.SmallModel;
import org.rnnkit.learner.train.ChosenSteps;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunList;
import org.rnnkit.learner.worker.PlayRequest;
import org.rnnkit.learner.worker.TextWriter;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;
import org.rnnkit.toolkit.TextCleaning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that lets a trained model continue what the user types, or each line of a pipe. */
@Command(name = "play", description = {"Type a beginning, and a trained model continues it, character by character.", ""},
    footer = {"%nExamples:",
        "  ./rnnkit play",
        "  echo time traveller | ./rnnkit play --length 50 --temperature 0",
        "%nWhile it plays:",
        "  any text       a beginning, which the model continues; it knows a to z and the",
        "                 space: capitals become small, everything else becomes a space",
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

    private static final int LONG_WORD = 14;

    @Parameters(arity = "0..1", paramLabel = "RUN_DIR",
            description = "The folder that ./rnnkit train wrote. Default: the newest in the kit's runs/; before the first "
                + "training, the kit's small model.")
    private Path model;

    @Option(names = "--temperature", paramLabel = "T", defaultValue = "0.5",
            description = "How wild the text is, from 0: always the most likely character. Above 0 each character is drawn, by "
                + "your step 10 if it is written. Default: ${DEFAULT-VALUE}.")
    private double temperature;

    @Option(names = "--length", paramLabel = "N", defaultValue = "200",
            description = "How many characters the model writes each time. Default: ${DEFAULT-VALUE}.")
    private int length;

    @Option(names = "--with", paramLabel = "TARGET",
            description = "Whose steps to use: " + CommandList.TARGETS + ". Default: those that trained the model.")
    private String with;

    private final boolean interactive = Terminals.isInteractive();
    /** The stream for everything but texts: a pipe gets nothing else. */
    private final PrintStream notes = interactive ? System.out : System.err;
    private final int columns = interactive ? Terminals.width() : Integer.MAX_VALUE;
    private int column;
    private boolean loaded;

    @Override
    public Integer call() {
        temperature = CommandChecks.temperature(temperature);
        CommandChecks.atLeast(1, "--length", length);
        Kit kit = Kit.find(Steps.all());
        Optional<Path> folder = model != null ? Optional.of(model.toAbsolutePath().normalize())
                : RunList.read(RunFolder.parent(kit)).runs().stream().findFirst().map(RunFolder::folder);
        PlayPrompt prompt = new PlayPrompt(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                System.out, notes, interactive, temperature, length);
        try {
            if (folder.isPresent() || with != null) {
                playTrained(kit, folder.orElseThrow(() -> new UsageException("--with: there is no trained model in "
                        + RunFolder.parent(kit) + " yet. Train one (./rnnkit train), or leave --with out.")), prompt);
            } else {
                playSmall(kit, prompt);
            }
            return 0;
        } finally {
            if (loaded && interactive) {
                System.out.println();
            }
        }
    }

    private void playTrained(Kit given, Path folder, PlayPrompt prompt) {
        RunFolder trained = RunFolder.read(folder);
        Kit without = ChosenSteps.kit(given, trained.summary().model());
        Optional<Step> sampling = Steps.usedBy(PlayRun.SAMPLING_COMMAND);
        Submission submission = trained.steps(with(sampling, without), with);
        Kit kit = with(sampling.filter(submission::isWritten), without);
        notes.println("Loading the model of " + folder + " ...");
        if (!trained.textNote().isEmpty()) {
            notes.println(trained.textNote());
        }
        String perplexity = String.format(Locale.ROOT, "Perplexity %.3f. ", trained.summary().perplexity());
        try (Lab lab = new Lab(kit, WorkLimit.SECONDS, null)) {
            play(new PlayRun(lab, kit, submission, folder, trained.summary().model(), PlayRun.NO_LIMIT), perplexity, prompt);
        }
    }

    private static Kit with(Optional<Step> more, Kit kit) {
        return new Kit(kit.layout(), Stream.concat(kit.steps().stream(), more.stream()).toList(), List.of(), kit.reference(),
                kit.built());
    }

    /** Plays before the first training: with the user's own steps that write, once all of them are written. */
    private void playSmall(Kit kit, PlayPrompt prompt) {
        boolean own = new Intake(kit).take(Layout.EXERCISES).unwritten(PlayRun.stepsThatWrite(kit)).isEmpty();
        notes.println("You have not trained a model yet, so the kit's small one writes" + (own
                ? ", with your steps 1 to " + StepStates.PREDICTION + "." : ". Soon your own code does: ./rnnkit studio"));
        if (own) {
            try (Lab lab = new Lab(kit, WorkLimit.SECONDS, null)) {
                play(PlayRun.small(lab, kit, PlayRun.NO_LIMIT), "", prompt);
            }
        } else {
            SmallModel small = SmallModel.read();
            Random random = new Random();
            play((request, text) -> text.accept(small.write(request, random)), "", prompt);
        }
    }

    private void play(TextWriter model, String introduction, PlayPrompt prompt) {
        for (Optional<PlayRequest> next = next(introduction, prompt); next.isPresent(); next = next(introduction, prompt)) {
            model.write(next.get(), this::show);
        }
    }

    /** Shows a character. In a terminal, the last space that leaves room for a word ends the line, so no word is broken. */
    private void show(String token) {
        boolean ends = token.equals(" ") && column > columns - LONG_WORD;
        System.out.print(ends ? "\n" : token);
        column = ends ? 0 : column + token.length();
        System.out.flush();
    }

    private Optional<PlayRequest> next(String introduction, PlayPrompt prompt) {
        if (!loaded && interactive) {
            notes.printf(Locale.ROOT, "%sType a beginning; :t %s and :n %d change temperature and length, :q quits.%n",
                    introduction, temperature, length);
        }
        loaded = true;
        Optional<PlayRequest> request = prompt.next();
        column = request.map(found -> found.prefix().length()).orElse(0);
        return request;
    }

    /** The prompt: it reads lines, carries out the commands, and turns all other lines into requests. */
    static final class PlayPrompt {

        /** An arrow or function key, or another key that is not a character. */
        private static final Pattern KEY = Pattern.compile("\u001b(\\[[0-9;?]*[ -/]*[@-~]|O.|.)?|\\p{Cntrl}");

        private final BufferedReader in;
        private final PrintStream out;
        private final PrintStream notes;
        private final boolean interactive;
        private boolean hasText;
        private double temperature;
        private int length;

        PlayPrompt(BufferedReader in, PrintStream out, PrintStream notes, boolean interactive, double temperature,
                int length) {
            this.in = in;
            this.out = out;
            this.notes = notes;
            this.interactive = interactive;
            this.temperature = temperature;
            this.length = length;
        }

        /** Reads lines until one is a beginning. Returns nothing after :q or the end of the input. */
        Optional<PlayRequest> next() {
            while (true) {
                if (interactive) {
                    out.print("\n> ");
                } else if (hasText) {
                    out.println();
                    hasText = false;
                }
                out.flush();
                String line = Uncheck.get(in::readLine);
                if (line == null || line.strip().equals(":q")) {
                    return Optional.empty();
                }
                String text = KEY.matcher(line).replaceAll("");
                String beginning = TextCleaning.clean(text);
                if (text.startsWith(":")) {
                    notes.println(answer(text.strip()));
                } else if (beginning.isBlank()) {
                    notes.println("Type a beginning in the letters a to z, or :q to quit.");
                } else {
                    out.print(beginning);
                    hasText = true;
                    return Optional.of(new PlayRequest(beginning, length, temperature));
                }
            }
        }

        private String answer(String command) {
            String[] words = command.split("\\s+", 2);
            String value = words.length == 1 ? "" : words[1];
            return switch (words[0]) {
                case ":t" -> setTemperature(value);
                case ":n" -> setLength(value);
                default -> "There is no command " + command + ". The commands are :t NUMBER, :n NUMBER and :q.";
            };
        }

        private String setTemperature(String value) {
            try {
                temperature = CommandChecks.temperature(Double.parseDouble(value));
                return "Temperature " + temperature + (temperature == 0 ? ": always the most likely character." : ".");
            } catch (NumberFormatException | UsageException e) {
                return rejected(value) + "Give a number from 0 up, with a point, as in :t 0.8. The temperature is still "
                        + temperature + ".";
            }
        }

        private String setLength(String value) {
            try {
                length = CommandChecks.atLeast(1, ":n", Integer.parseInt(value));
                return "Length " + length + ".";
            } catch (NumberFormatException | UsageException e) {
                return rejected(value) + "Give a whole number from 1 up, as in :n 300. The length is still " + length + ".";
            }
        }

        private static String rejected(String value) {
            return value.isEmpty() ? "The number is missing. " : "'" + value + "' does not work. ";
        }
    }
}
