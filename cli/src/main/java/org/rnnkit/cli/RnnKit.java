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
import java.util.function.Function;
import java.util.stream.Stream;
import org.rnnkit.cli.command.CommandList;
import org.rnnkit.cli.start.BuiltKitWriter;
import org.rnnkit.cli.start.StartFile;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.background.StepsProcess.StepsFailure;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;
import org.rnnkit.toolkit.TextSource.TextException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line of the kit, ./rnnkit. This class can be loaded without any library, so it can say that one is damaged. */
public final class RnnKit {

    private static final int STEPS_FAILED = 1;
    private static final int USAGE_ERROR = 2;
    private static final int KIT_ERROR = 3;
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
        Root root = new Root();
        try {
            return root.line(args).execute(args);
        } catch (UsageException | VirtualMachineError problem) { // the second most likely out of memory
            return root.explain(problem);
        }
    }

    /** Returns the command line with the command that the arguments name, or with all if they name none. */
    public static CommandLine line(String... args) {
        return new Root().line(args);
    }

    /** Asks for the help on a command. An unknown one stays alone: with --help, it would get the general help. */
    private static String[] helpOn(String... words) {
        return words.length > 0 && !words[0].startsWith("-") && !CommandList.has(words[0]) ? words
                : Stream.concat(Arrays.stream(words), Stream.of("--help")).toArray(String[]::new);
    }

    /**
     * The reader of a number. It is no lambda, nor are the handlers of exceptions: Java 17 crashes when it archives a lambda of
     * an interface of picocli, whose class files have the format of Java 5.
     */
    private record NumberConverter<T extends Number>(Function<String, T> parse) implements ITypeConverter<T> {

        @Override
        public T convert(String text) {
            return parse.apply(text);
        }
    }

    /** The command without a subcommand: it says what to do next. */
    @Command(name = "./rnnkit", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        description = "RNN Kit: build a character-level RNN language model from scratch, in nine tested steps.")
    private static final class Root implements Runnable, IParameterExceptionHandler, IExecutionExceptionHandler {

        @Spec
        private CommandSpec spec;

        @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Shows the stack trace of an error.")
        private boolean debug;

        @Option(names = "--kit", paramLabel = "HASH", scope = ScopeType.INHERIT, hidden = true,
            description = "Runs the built kit kit/HASH/. The launcher reads this option, which must be the first one.")
        private void requireKit(String hash) {
            if (hash != null && BuiltKit.ofProgram().filter(folder -> folder.endsWith(hash)).isEmpty()) {
                throw new ParameterException(spec.commandLine(), "Another kit can be chosen only at the beginning: "
                        + "./rnnkit --kit HASH");
            }
        }

        private CommandLine line(String... args) {
            CommandLine line = new CommandLine(this);
            line.getCommandSpec().version("RNN Kit " + Kit.version());
            CommandList.addTo(line, args);
            return line
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .registerConverter(int.class, new NumberConverter<>(Root::wholeNumber))
                    .registerConverter(Integer.class, new NumberConverter<>(Root::wholeNumber))
                    .registerConverter(float.class, new NumberConverter<>(text -> (float) number(text)))
                    .registerConverter(double.class, new NumberConverter<>(Root::number))
                    .setParameterExceptionHandler(this).setExecutionExceptionHandler(this);
        }

        @Override
        public void run() {
            System.out.print(Welcome.of(Kit.find(Steps.all())));
        }

        private static int wholeNumber(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is " + (text.matches("[+-]?\\d+") ? "too large"
                        : "not a whole number"));
            }
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is not a number");
            }
        }

        @Override
        public int handleParseException(ParameterException problem, String[] arguments) {
            CommandLine line = problem.getCommandLine();
            print(problem.getMessage() + ". See " + line.getCommandSpec().qualifiedName() + " --help");
            return USAGE_ERROR;
        }

        @Override
        public int handleExecutionException(Exception problem, CommandLine command, ParseResult arguments) {
            return explain(problem);
        }

        private int explain(Throwable problem) {
            if (debug) {
                problem.printStackTrace();
            }
            if (problem instanceof UsageException || problem instanceof TextException) {
                print(problem.getMessage());
                return USAGE_ERROR;
            }
            if (problem instanceof StepsFailure) {
                print(problem.getMessage());
                return STEPS_FAILED;
            }
            if (ShutdownHooks.hasBegun()) {
                // The user has ended the command, and its processes with it.
                return KIT_ERROR;
            }
            print("no result, because of an error of the kit or of the machine: " + GraderException.describe(problem)
                    + (debug ? "" : " (--debug shows more)"));
            return KIT_ERROR;
        }
    }

    /** Prints a message. It may contain a file name from a submission, so control characters are escaped. */
    private static void print(String message) {
        ("rnnkit: " + message).lines()
                .forEach(line -> System.err.println(Printable.line(line, MAX_WIDTH)));
    }

    /** The text of {@code ./rnnkit} without a command: how far the student is, and what to do next. */
    public static final class Welcome {

        private Welcome() {}

        /** Makes the text. It counts the steps that are written, since finding out whether they pass takes longer. */
        public static String of(Kit kit) {
            List<Step> open = new Intake(kit).take(Layout.EXERCISES).unwritten(kit.steps());
            int all = kit.steps().size();
            if (open.isEmpty()) {
                return String.format(Locale.ROOT, """
                        RNN Kit: all %d steps are written.
                          Check:   ./rnnkit list        tests them and shows the result of each
                          Train:   ./rnnkit train       your model, at full size
                          Play:    ./rnnkit play        you type a beginning, the model goes on
                          Ask:     ./rnnkit experiment  short trainings that answer questions
                        %s  Grade:   ./rnnkit grade       as a course does      More: ./rnnkit --help
                        """, all, bonus(all));
            }
            Step next = open.get(0);
            return String.format(Locale.ROOT, """
                    RNN Kit: %d steps to a model that writes. %d of them are written.
                      Next:    step %d, %s
                      Read:    %s
                      Work:    ./rnnkit watch       tests each step as you save it
                      Stuck:   ./rnnkit hint %d      All results: ./rnnkit list
                      More:    ./rnnkit --help      Grade: ./rnnkit grade      Train: ./rnnkit train
                    """, all, all - open.size(), next.number(), next.title(), next.chapterFile(), next.number());
        }

        /** Returns the line about the bonus steps, if there are any. */
        private static String bonus(int all) {
            List<Step> bonus = Steps.bonus();
            return bonus.isEmpty() ? "" : String.format(Locale.ROOT,
                    "  Bonus:   %-18s  ./rnnkit watch shows them once the %d pass\n",
                    Steps.names(bonus).toLowerCase(Locale.ROOT), all);
        }
    }
}
