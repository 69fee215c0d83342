package org.rnnkit.cli;

import java.util.Comparator;
import org.jline.utils.Levenshtein;
import org.rnnkit.cli.command.CommandList;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.background.StepsFailure;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.TextException;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/** The command without a subcommand: it says what to do next. */
@Command(name = "./rnnkit", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    description = "RNN Kit: build a character-level RNN language model from scratch, in nine tested steps.")
public final class RootCommand implements Runnable, IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final int STEPS_FAILED = 1;
    private static final int USAGE_ERROR = 2;

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

    /** Returns the command line with the command that the arguments name, or with all if they name none. */
    public CommandLine line(String... args) {
        CommandLine line = new CommandLine(this);
        line.getCommandSpec().version("RNN Kit " + Kit.version());
        CommandList.addTo(line, args);
        return line
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(int.class, RootCommand::wholeNumber)
                .registerConverter(Integer.class, RootCommand::wholeNumber)
                .registerConverter(float.class, text -> (float) number(text))
                .registerConverter(double.class, RootCommand::number)
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
        RnnKit.print((problem instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched)
                : problem.getMessage() + ".") + " See " + line.getCommandSpec().qualifiedName() + " --help");
        return USAGE_ERROR;
    }

    /** Says which word is unknown, and which known one is similar. */
    private static String unmatched(UnmatchedArgumentException problem) {
        boolean isCommand = !problem.isUnknownOption() && problem.getCommandLine().getParent() == null;
        String unknown = problem.getUnmatched().get(0);
        String similar = problem.getSuggestions().stream()
                .min(Comparator.comparingInt(word -> Levenshtein.distance(word, unknown)))
                .map(word -> " Do you mean " + word + "?").orElse("");
        return (isCommand ? "There is no command " + unknown : problem.getMessage()) + "." + similar;
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult arguments) {
        return explain(problem);
    }

    int explain(Throwable problem) {
        if (debug) {
            problem.printStackTrace();
        }
        if (problem instanceof UsageException || problem instanceof TextException) {
            RnnKit.print(problem.getMessage());
            return USAGE_ERROR;
        }
        if (problem instanceof StepsFailure) {
            RnnKit.print(problem.getMessage());
            return STEPS_FAILED;
        }
        if (ShutdownHooks.hasBegun()) {
            // The user has ended the command, and its processes with it.
            return RnnKit.KIT_ERROR;
        }
        RnnKit.print("no result, because of an error of the kit or of the machine: " + GraderException.describe(problem)
                + (debug ? "" : " (--debug shows more)"));
        return RnnKit.KIT_ERROR;
    }
}
