package org.rnnkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.grader.system.ProcessLock;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A class-data archive of the command line: a file with the classes of short commands and of a grading as the virtual
 * machine has them in memory, so that a command starts faster. It is made in the background after the first command
 * of a built kit. A virtual machine that can't use it, such as one of another version, starts without it.
 */
public final class LauncherArchive {

    /** The short commands whose classes are archived. They read the student's files, and run none of them. */
    private static final List<List<String>> SHORT = List.of(List.of(), List.of("--help"), List.of("hint", "1"));

    private static final String PLACE = "rnnkit.archive";

    /** The exit values of a process that somebody ended with SIGHUP, SIGINT, SIGKILL or SIGTERM. */
    private static final Set<Integer> INTERRUPTIONS = Set.of(129, 130, 137, 143);

    private LauncherArchive() {}

    /**
     * Begins to make the archive where the launcher looks for it, in a process of its own. On a CI machine only one or two
     * commands follow a build, so there it would take longer than it saves.
     */
    static void beginIfMissing() {
        Optional<Path> place = Optional.ofNullable(System.getProperty(PLACE)).map(Path::of);
        if (System.getenv("CI") != null
                || place.filter(file -> Files.notExists(file) && Files.isWritable(file.getParent())).isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder(JvmCommand.of(kitProperties(), System.getProperty("java.class.path"), LauncherArchive.class))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException noMemory) {
            // The next command tries again.
        }
    }

    private static List<String> kitProperties() {
        return Stream.of("rnnkit.home", "rnnkit.cache", PLACE).filter(name -> System.getProperty(name) != null)
                .map(name -> "-D" + name + "=" + System.getProperty(name)).toList();
    }

    /** Makes the archive. An empty file stands for one that can't be made. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path archive = Path.of(System.getProperty(PLACE));
        Optional<ProcessLock> alone = ProcessLock.tryLock(archive.resolveSibling(archive.getFileName() + ".lock"));
        if (alone.isPresent() && !Files.exists(archive)) {
            make(archive);
        }
    }

    private static void make(Path archive) throws IOException, InterruptedException {
        String classPath = System.getProperty("java.class.path");
        Path part = archive.resolveSibling(archive.getFileName() + ".part");
        try (Scratch scratch = new Scratch()) {
            Path list = scratch.folder().resolve("classes.txt");
            List<String> classes = new ArrayList<>();
            for (List<String> arguments : rehearsals(scratch.folder())) {
                List<String> rehearsal = JvmCommand.of(Stream.concat(kitProperties().stream()
                        .filter(property -> !property.contains(PLACE)), Stream.of("-XX:DumpLoadedClassList=" + list)).toList(),
                        classPath, RnnKit.class);
                rehearsal.addAll(arguments);
                if (INTERRUPTIONS.contains(run(rehearsal, scratch.folder()))) {
                    return;
                }
                classes.addAll(Files.readAllLines(list));
            }
            Files.write(list, archivable(classes));
            // Only G1 can archive objects; every collector can read them.
            int status = run(List.of(JvmCommand.java().toString(), "-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED",
                    "-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + part,
                    "-XX:-CreateCoredumpOnCrash", "-cp", classPath), scratch.folder());
            if (INTERRUPTIONS.contains(status)) {
                return;
            }
            if (!Files.exists(part)) {
                Files.createFile(part);
            }
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

    /** Runs a virtual machine, and returns its exit value. If it crashes, its error file is left in the folder. */
    private static int run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        // It still writes to the folder until it has ended, and the folder is deleted next.
        ShutdownHooks.register(() -> process.destroyForcibly().onExit().join());
        process.getOutputStream().close();
        return process.waitFor();
    }
}
