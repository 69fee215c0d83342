package org.rnnkit.grader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rnnkit.grader.kit.Kit;

/**
 * The command that repeats a grading, for a shell in the kit's folder. Paths are relative to this folder, because students
 * may read the command, too.
 */
public final class RepeatCommand {

    private static final Pattern PLAIN = Pattern.compile("[\\w./=:,+@%-]+");

    private final Path home;
    private final List<String> words = new ArrayList<>();

    private RepeatCommand(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /** Begins the command, for exactly this kit. */
    static RepeatCommand begin(Kit kit) {
        RepeatCommand command = new RepeatCommand(kit.home()).add(List.of("./rnnkit"));
        kit.built().folder().ifPresent(folder -> command.add(List.of("--kit", kit.built().hash())));
        return command.add(List.of("grade"));
    }

    /** Begins the part of the command that has the options. */
    public static RepeatCommand options(Path home) {
        return new RepeatCommand(home);
    }

    /** Adds options and their values. */
    public RepeatCommand add(List<String> more) {
        words.addAll(more);
        return this;
    }

    /** Adds the path of a file or folder. */
    public RepeatCommand add(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        boolean sameRoot = home.getRoot() != null && home.getRoot().equals(absolute.getRoot());
        String word = (sameRoot ? home.relativize(absolute) : absolute).toString();
        // A name such as -x would be read as an option.
        words.add(word.isEmpty() ? "." : word.startsWith("-") ? "./" + word : word);
        return this;
    }

    /** Returns the words in their order, without quotation marks. */
    public List<String> words() {
        return List.copyOf(words);
    }

    /** Returns the command in one line, in which words with special characters are quoted. */
    public String line() {
        return words.stream().map(RepeatCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
