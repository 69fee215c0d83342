package org.rnnkit.grader;

import org.rnnkit.grader.command.GradeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(name = "rnnkit", subcommands = GradeCommand.class)
public final class RnnKit {

    private RnnKit() {}

    /**
     * Runs a command.
     *
     * @param args its name and options
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new RnnKit()).execute(args));
    }
}
