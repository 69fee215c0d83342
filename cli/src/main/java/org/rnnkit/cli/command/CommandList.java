package org.rnnkit.cli.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine;

/**
 * The list of all commands, in a group for each kind of reader. The help of a student's copy, which has no reference, leaves
 * out the commands and examples that need it.
 */
public final class CommandList {

    /** The submissions that a command takes. */
    static final String TARGETS = "${rnnkit.help.targets:-exercises, solutions or a folder}";

    private static final List<Group> GROUPS = List.of(
            new Group("Learn", StudioCommand.class, WatchCommand.class, ListCommand.class, HintCommand.class,
                    ResetCommand.class, UpdateCommand.class, DoctorCommand.class),
            new Group("Train and play with the model", TrainCommand.class, PlayCommand.class, ExperimentCommand.class),
            new Group("Grade", GradeCommand.class, RosterCommand.class, DeadlinesCommand.class,
                    GradeAllCommand.class),
            new Group("Teach with the kit, or change it", HandoutCommand.class, SyncCommand.class));

    /** The commands that need the reference, or are for instructors. A student's copy has them, but its help does not. */
    private static final List<String> FOR_OTHERS = List.of("handout", "sync", "roster", "deadlines", "grade-all");

    /**
     * The commands for one purpose.
     *
     * @param title the heading in the help
     * @param commands the commands, in the order in which they are listed
     */
    private record Group(String title, Class<?>... commands) {}

    private CommandList() {}

    /**
     * Adds the command that the user has named. Reading the options of all of them takes longer than most of the commands
     * themselves. If the user has named none, it adds the name and the description of each, which is enough for the help.
     */
    public static void addTo(CommandLine line, String... args) {
        Optional<Class<?>> named = Arrays.stream(args).flatMap(arg -> all().filter(type -> name(type).equals(arg))).findFirst();
        if (named.isPresent()) {
            line.addSubcommand(named.get());
        } else {
            all().forEach(type -> line.addSubcommand(name(type), summary(type)));
            line.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
            line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                    help -> GROUPS.stream().map(group -> listed(group, help)).collect(Collectors.joining()));
        }
        if (!Kit.hasSolutions()) {
            leaveOutReference(line);
        }
    }

    /** Tells whether there is a command with a name. */
    public static boolean has(String name) {
        return all().anyMatch(type -> name(type).equals(name));
    }

    private static Stream<Class<?>> all() {
        return GROUPS.stream().flatMap(group -> Arrays.stream(group.commands()));
    }

    private static String name(Class<?> type) {
        return type.getAnnotation(Command.class).name();
    }

    private static CommandSpec summary(Class<?> type) {
        Command command = type.getAnnotation(Command.class);
        CommandSpec summary = CommandSpec.create().name(command.name());
        summary.usageMessage().description(command.description()).hidden(command.hidden());
        return summary;
    }

    private static String listed(Group group, Help help) {
        Map<String, Help> commands = new LinkedHashMap<>(help.subcommands());
        commands.keySet().retainAll(Arrays.stream(group.commands()).map(CommandList::name).toList());
        String list = help.commandList(commands);
        return list.isBlank() ? "" : help.createHeading("%n" + group.title() + ":%n") + list;
    }

    private static void leaveOutReference(CommandLine line) {
        System.setProperty("rnnkit.help.targets", "exercises or a folder");
        line.getSubcommands().forEach((name, command) -> {
            UsageMessageSpec help = command.getCommandSpec().usageMessage();
            help.hidden(help.hidden() || FOR_OTHERS.contains(name));
            help.footer(Arrays.stream(help.footer()).filter(text -> !text.contains("solutions")).toArray(String[]::new));
        });
    }
}
