package org.rnnkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A class-data archive of the command line: a file with the classes of short commands and of a grading as the virtual
 * machine has them in memory, so that a command starts faster. The launcher makes it after each build. A virtual machine
 * that can't use it, such as one of another version, starts without it.
 */
public final class LauncherArchive {

    /** The short commands whose classes are archived. They read the student's files, and run none of them. */
    private static final List<List<String>> SHORT = List.of(List.of(), List.of("--help"), List.of("hint", "1"));

    private LauncherArchive() {}

    /** Makes the archive. */
    public static void main(String[] args) throws IOException, InterruptedException {
        String classPath = System.getProperty("java.class.path");
        Path archive = Path.of(args[0]);
        Path part = archive.resolveSibling(archive.getFileName() + ".part");
        try (Scratch scratch = new Scratch()) {
            Path list = scratch.folder().resolve("classes.txt");
            List<String> classes = new ArrayList<>();
            for (List<String> arguments : rehearsals(scratch.folder())) {
                List<String> rehearsal = JvmCommand.of(List.of("-XX:DumpLoadedClassList=" + list,
                        "-Drnnkit.home=" + System.getProperty("rnnkit.home")), classPath, RnnKit.class);
                rehearsal.addAll(arguments);
                run(rehearsal, scratch.folder());
                classes.addAll(Files.readAllLines(list));
            }
            Files.write(list, archivable(classes));
            // Only G1 can archive objects; every collector can read them.
            run(List.of(JvmCommand.java().toString(), "-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED", "-Xshare:dump",
                    "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + part, "-XX:-CreateCoredumpOnCrash",
                    "-cp", classPath), scratch.folder());
            // The virtual machine makes it read-only, and Windows would not delete it.
            part.toFile().setWritable(true);
            Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Lists the commands to archive the classes of: the short ones, and the grading of a step that does not compile. It runs
     * no step, but loads nearly all that a grading needs.
     */
    static List<List<String>> rehearsals(Path folder) throws IOException {
        Step step = Steps.all().get(0);
        Path source = folder.resolve("submission").resolve(step.packageName().replace('.', '/'))
                .resolve(step.className() + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package " + step.packageName() + ";\nclass " + step.className() + " {");
        List<List<String>> rehearsals = new ArrayList<>(SHORT);
        rehearsals.add(List.of("grade", folder.resolve("submission").toString(), "--no-training",
                "--out", folder.resolve("report").toString()));
        return rehearsals;
    }

    /**
     * Leaves out the lambdas of the commands: some implement interfaces of picocli, whose class files have the format of
     * Java 5, and Java 17 crashes when it archives such a lambda. Newer versions number the classes of each list; the numbers
     * of several lists don't fit together, and are not needed.
     */
    static List<String> archivable(List<String> classes) {
        return classes.stream().filter(line -> !line.startsWith("@lambda-proxy") || !line.contains("picocli/"))
                .map(line -> line.replaceFirst(" id: \\d+$", "")).distinct().toList();
    }

    /** Runs a virtual machine. If it crashes, its error file is left in the folder. */
    private static void run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        process.waitFor();
    }
}
