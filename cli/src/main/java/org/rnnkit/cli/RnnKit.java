package org.rnnkit.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.cli.command.CommandList;
import org.rnnkit.cli.start.BuiltKitWriter;
import org.rnnkit.cli.start.StartFile;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;

/** The command line of the kit, ./rnnkit. This class can be loaded without any library, so it can say that one is damaged. */
public final class RnnKit {

    static final int KIT_ERROR = 3;
    private static final int MAX_WIDTH = 2_000;
    /** A student's copy repeats no grading with an earlier kit. A command that just starts may not have marked its kit yet. */
    private static final Duration SWEPT_AFTER = Duration.ofMinutes(1);

    private RnnKit() {}

    /** Runs a command and exits with its status. */
    public static void main(String[] args) {
        // The kit speaks English. Libraries, such as the progress bar, would write the digits of the user's language.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        try {
            // Most commands need the list of the steps, which is read while the options are. A help does not need it.
            if (List.of(args).stream().noneMatch(List.of("--help", "-h", "--version", "-V")::contains)) {
                Thread steps = new Thread(Steps::all, "steps");
                steps.setUncaughtExceptionHandler((thread, problem) -> { }); // the command meets it, too
                steps.start();
            }
            BuiltKit.ofProgram().ifPresent(RnnKit::prepare);
            prepareTerminal();
            int status = execute(args);
            System.exit(isOutputWritten() ? status : KIT_ERROR);
        } catch (LinkageError missingClass) {
            Optional<Path> library = StartFile.damagedLibrary(System.getProperty("java.class.path"));
            System.err.println("rnnkit: " + (library.isPresent()
                    ? "the library " + library.get() + " is damaged. Delete this file and start again."
                    : "the kit is damaged (" + missingClass + "): delete its folder in kit/ and start again. In a student's "
                            + "copy, take the folder kit from the handout again."));
            System.exit(KIT_ERROR);
        } catch (RuntimeException | Error problem) {
            print(GraderException.describe(problem));
            System.exit(KIT_ERROR);
        }
    }

    /** Tells whether all output was written, as far as its reader wanted it. */
    private static boolean isOutputWritten() {
        if (System.out.checkError()) {
            try {
                // A stream that prints does not tell the reason.
                new FileOutputStream(FileDescriptor.out).write('\n');
            } catch (IOException problem) {
                boolean readerHasEnded = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
                if (!readerHasEnded) {
                    print("not all of the output could be written: " + problem.getMessage());
                }
                return readerHasEnded;
            }
        }
        return true;
    }

    /** Makes a folder in which JLine unpacks its library: elsewhere, a command that is killed would leave it. */
    private static void prepareTerminal() {
        try {
            if (Terminals.isInteractive()) {
                System.setProperty("jline.tmpdir", new Scratch().folder().toString());
            }
        } catch (GraderException ignored) {
            // If the command needs a temporary folder, it says so.
        }
    }

    /** Prepares to run from a built kit. A student's copy deletes those of earlier handouts. */
    private static void prepare(Path kit) {
        BuiltKitWriter.markAsUsed(kit);
        Path home = Path.of(System.getProperty("rnnkit.home"));
        if (Files.exists(home.resolve("cli/src"))) {
            return;
        }
        try {
            BuiltKitWriter.sweep(home.resolve("kit"), List.of(kit.getFileName().toString(),
                    Files.readString(home.resolve("kit/current")).strip()), SWEPT_AFTER);
        } catch (IOException | RuntimeException problem) {
            // Commands work with the earlier kits, too.
            print(GraderException.describe(problem));
        }
    }

    /** Runs a command. The word help before a command does what --help does after it. */
    public static int execute(String... words) {
        boolean help = words.length > 0 && words[0].equals("help");
        String[] args = help ? helpOn(Arrays.copyOfRange(words, 1, words.length)) : words;
        RootCommand root = new RootCommand();
        try {
            return root.line(args).execute(args);
        } catch (UsageException | VirtualMachineError problem) { // the second most likely out of memory
            return root.explain(problem);
        }
    }

    /** Asks for the help on a command. An unknown one stays alone: with --help, it would get the general help. */
    private static String[] helpOn(String... words) {
        return words.length > 0 && !words[0].startsWith("-") && !CommandList.has(words[0]) ? words
                : Stream.concat(Arrays.stream(words), Stream.of("--help")).toArray(String[]::new);
    }

    /** Prints a message. It may contain a file name from a submission, so control characters are escaped. */
    static void print(String message) {
        ("rnnkit: " + message).lines()
                .forEach(line -> System.err.println(Printable.line(line, MAX_WIDTH)));
    }
}
