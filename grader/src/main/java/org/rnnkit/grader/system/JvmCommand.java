package org.rnnkit.grader.system;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The command line of a Java process, with the flags that all of the kit's processes have. */
public final class JvmCommand {

    /** Flags for a virtual machine that starts fast, stays small, may load the engine, and formats numbers in English. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
            "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED", "-Duser.language.format=en", "-Duser.country.format=US");

    /**
     * The variables from which Java takes further options. None of the kit's processes gets them: an option for another program
     * may contradict the flags, and Java's note about them would stand in front of the answer.
     */
    static final Set<String> VARIABLES = Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

    private JvmCommand() {}

    /** Returns the path of the program java, of the JDK that this program runs on. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Makes a command line, with further flags and properties for this process only. */
    public static List<String> of(List<String> options, List<Path> classPath, Class<?> main) {
        return of(options, classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)), main);
    }

    /** Makes a command line, with a class path that is joined by the system's path separator. */
    public static List<String> of(List<String> options, String classPath, Class<?> main) {
        List<String> command = new ArrayList<>(List.of(java().toString()));
        command.addAll(FLAGS);
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        return command;
    }
}
