package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.cli.CommandOutcome;

/**
 * The helps of a copy's commands.
 *
 * @param overview the list of all commands
 * @param commands the help of each command
 */
record CommandHelp(String overview, Map<String, String> commands) {

    private static final Pattern COMMAND = Pattern.compile("\\./rnnkit +([a-z][a-z-]*)((?: +(?!\\./)[^\\s`\"'<),;]+)*)");
    private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z][a-z-]*)( |,|$)");
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z-]+");

    /** Asks the commands of a copy of the kit for their helps, in this JVM. */
    static CommandHelp of(Path home) {
        Map<String, String> commands = new LinkedHashMap<>();
        String overview = print(home, "--help");
        Matcher command = LISTED.matcher(overview);
        while (command.find()) {
            commands.put(command.group(1), print(home, command.group(1), "--help"));
        }
        return new CommandHelp(overview, commands);
    }

    /** Fails if a text names a command that the copy does not have, or an option that the command does not have. */
    void requireEveryNamedOne(String where, String text) {
        Matcher command = COMMAND.matcher(text);
        while (command.find()) {
            assertThat(commands).as("named in " + where + ": " + command.group()).containsKey(command.group(1));
            Matcher option = OPTION.matcher(command.group(2));
            while (option.find()) {
                assertThat(commands.get(command.group(1))).as("named in " + where + ": " + command.group())
                        .contains(option.group());
            }
        }
    }

    private static String print(Path home, String... arguments) {
        return CommandOutcome.with(Map.of("rnnkit.home", home.toString()), arguments).hasStatus(0).printed();
    }
}
