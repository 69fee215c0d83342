package org.rnnkit.cli;

import org.rnnkit.cli.command.DoctorCommand;
import org.rnnkit.cli.command.ExperimentCommand;
import org.rnnkit.cli.command.GenerateCommand;
import org.rnnkit.cli.command.GradeAllCommand;
import org.rnnkit.cli.command.GradeCommand;
import org.rnnkit.cli.command.HandoutCommand;
import org.rnnkit.cli.command.HintCommand;
import org.rnnkit.cli.command.ListCommand;
import org.rnnkit.cli.command.NewStepCommand;
import org.rnnkit.cli.command.PlayCommand;
import org.rnnkit.cli.command.ResetCommand;
import org.rnnkit.cli.command.SolutionCommand;
import org.rnnkit.cli.command.SyncCommand;
import org.rnnkit.cli.command.TrainCommand;
import org.rnnkit.cli.command.WatchCommand;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.guide.Welcome;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.TextException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(name = "./rnnkit", mixinStandardHelpOptions = true, version = "RNN Kit 1.0.0", scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true, subcommands = {GradeCommand.class, GradeAllCommand.class, TrainCommand.class,
        GenerateCommand.class, PlayCommand.class, ExperimentCommand.class, WatchCommand.class, ListCommand.class,
        HintCommand.class, ResetCommand.class, SolutionCommand.class, DoctorCommand.class, HandoutCommand.class,
        SyncCommand.class, NewStepCommand.class},
    description = "RNN Kit: build a character-level RNN language model from scratch, in nine tested steps.")
public final class RnnKit implements Runnable {

    private static final int WRONG_USE = 2;
    private static final int OWN_TROUBLE = 3;
    private static final int MAX_WIDTH = 2_000;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Shows a trace where something goes wrong.")
    private boolean debug;

    private RnnKit() {}

    /**
     * Runs a command and exits with its status.
     *
     * @param args its name and options
     */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /**
     * Runs a command.
     *
     * @param args its name and options
     * @return its exit status
     */
    public static int execute(String... args) {
        RnnKit kit = new RnnKit();
        try {
            return new CommandLine(kit)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setParameterExceptionHandler((problem, arguments) -> explain(problem))
                    .setExecutionExceptionHandler((problem, line, result) -> kit.explain(problem))
                    .execute(args);
        } catch (Error problem) { // out of memory, above all
            return kit.explain(problem);
        }
    }

    @Override
    public void run() {
        System.out.print(Welcome.of(Kit.here(Steps.all())));
    }

    private static int explain(ParameterException problem) {
        CommandLine line = problem.getCommandLine();
        say(problem.getMessage() + ". See " + line.getCommandSpec().qualifiedName() + " --help");
        return WRONG_USE;
    }

    private int explain(Throwable problem) {
        if (debug) {
            problem.printStackTrace();
        }
        if (problem instanceof UsageException || problem instanceof TextException) {
            say(problem.getMessage());
            return WRONG_USE;
        }
        say("no result, by no fault of the steps: " + GraderException.inWords(problem)
                + (debug ? "" : " (--debug shows more)"));
        return OWN_TROUBLE;
    }

    /** A message may name a file of a submission's, and that name may be anything. */
    private static void say(String message) {
        ("rnnkit: " + message).lines().forEach(line -> System.err.println(Printable.line(line, MAX_WIDTH)));
    }
}
