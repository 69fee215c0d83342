package org.rnnkit.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rnnkit.cli.command.CompareCommand;
import org.rnnkit.cli.command.DoctorCommand;
import org.rnnkit.cli.command.ExperimentCommand;
import org.rnnkit.cli.command.GenerateCommand;
import org.rnnkit.cli.command.GradeAllCommand;
import org.rnnkit.cli.command.GradeCommand;
import org.rnnkit.cli.command.HandoutCommand;
import org.rnnkit.cli.command.HintCommand;
import org.rnnkit.cli.command.ListCommand;
import org.rnnkit.cli.command.MergeClassesCommand;
import org.rnnkit.cli.command.MistakesCommand;
import org.rnnkit.cli.command.NewStepCommand;
import org.rnnkit.cli.command.PlayCommand;
import org.rnnkit.cli.command.QuizCommand;
import org.rnnkit.cli.command.ResetCommand;
import org.rnnkit.cli.command.SiteCommand;
import org.rnnkit.cli.command.SolutionCommand;
import org.rnnkit.cli.command.StudioCommand;
import org.rnnkit.cli.command.SyncCommand;
import org.rnnkit.cli.command.TrainCommand;
import org.rnnkit.cli.command.TranslateCommand;
import org.rnnkit.cli.command.UpdateCommand;
import org.rnnkit.cli.command.WatchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The list of all commands. Reading the options of all of them takes longer than most of the commands themselves. */
final class Commands {

    private static final List<Class<?>> ALL = List.of(GradeCommand.class, GradeAllCommand.class, MergeClassesCommand.class,
            CompareCommand.class, MistakesCommand.class, TrainCommand.class, GenerateCommand.class, PlayCommand.class,
            ExperimentCommand.class, WatchCommand.class, StudioCommand.class, ListCommand.class, HintCommand.class,
            QuizCommand.class, ResetCommand.class, SolutionCommand.class, DoctorCommand.class, UpdateCommand.class,
            HandoutCommand.class, SiteCommand.class, SyncCommand.class, NewStepCommand.class, TranslateCommand.class);

    private Commands() {}

    /**
     * Adds the command that the user has named. If the user has named none, it adds the name and the description of each,
     * which is enough for the help.
     */
    static void addTo(CommandLine line, String... args) {
        Optional<Class<?>> named = Arrays.stream(args).flatMap(arg -> ALL.stream().filter(type -> name(type).equals(arg)))
                .findFirst();
        if (named.isPresent()) {
            line.addSubcommand(named.get());
        } else {
            ALL.forEach(type -> line.addSubcommand(name(type), summary(type)));
        }
    }

    private static CommandSpec summary(Class<?> type) {
        Command command = type.getAnnotation(Command.class);
        CommandSpec summary = CommandSpec.create().name(command.name());
        summary.usageMessage().description(command.description()).hidden(command.hidden());
        return summary;
    }

    private static String name(Class<?> type) {
        return type.getAnnotation(Command.class).name();
    }
}
