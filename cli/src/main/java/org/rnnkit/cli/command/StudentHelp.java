package org.rnnkit.cli.command;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of a student's copy of the kit, which has no reference: without the commands and examples that need it. */
public final class StudentHelp {

    /** The submissions that a command takes. */
    static final String TARGETS = "${rnnkit.help.targets:-exercises, solutions or a folder}";

    /** The steps that an experiment takes if the user names none. */
    static final String OWN_STEPS = "${rnnkit.help.own:-yours if all are written, else the reference's}";

    /** The description of a proof. */
    static final String PROOF = "${rnnkit.help.proof:-Trains a few epochs only, in seconds, and compares the trained "
            + "parameters with the reference's, from the same start. --short-training is the earlier name.}";

    private static final List<String> NEED_REFERENCE = List.of("solution", "mistakes", "handout", "sync", "new-step");

    private StudentHelp() {}

    /**
     * Changes the help.
     *
     * @param line the command line, before it runs
     */
    public static void apply(CommandLine line) {
        System.setProperty("rnnkit.help.targets", "exercises or a folder");
        System.setProperty("rnnkit.help.own", "yours");
        System.setProperty("rnnkit.help.proof",
                "Only for instructors: this copy of the kit has nothing to compare your training with.");
        line.getSubcommands().forEach((name, command) -> {
            UsageMessageSpec help = command.getCommandSpec().usageMessage();
            help.hidden(help.hidden() || NEED_REFERENCE.contains(name));
            help.footer(Arrays.stream(help.footer()).filter(text -> !text.contains("solutions")).toArray(String[]::new));
        });
    }
}
