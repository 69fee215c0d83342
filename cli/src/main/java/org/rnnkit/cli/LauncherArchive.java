package org.rnnkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
 * A class-data archive of the command line: a file with the classes of a grading, and so of most commands, as the virtual
 * machine has them in memory, so that a command starts faster. It is made in the background after the first command of a
 * built kit. A virtual machine that can't use it, such as one of another version, starts without it.
 */
public final class LauncherArchive {

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
            start(List.of("-D" + PLACE + "=" + place.get()), LauncherArchive.class, List.of());
        } catch (IOException noMemory) {
            // The next command tries again.
        }
    }

    private static Process start(List<String> flags, Class<?> main, List<String> arguments) throws IOException {
        Stream<String> kit = Stream.of("rnnkit.home", "rnnkit.cache").filter(name -> System.getProperty(name) != null)
                .map(name -> "-D" + name + "=" + System.getProperty(name));
        List<String> command = JvmCommand.of(Stream.concat(kit, flags.stream()).toList(), System.getProperty("java.class.path"),
                main);
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        return process;
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
        Path part = archive.resolveSibling(archive.getFileName() + ".part");
        try (Scratch scratch = new Scratch()) {
            // If it crashes, its error file is deleted with the folder.
            Process rehearsal = start(List.of("-XX:ArchiveClassesAtExit=" + part, "-XX:ErrorFile="
                    + scratch.folder().resolve("error.txt")), RnnKit.class, rehearsal(scratch.folder()));
            // It still writes to the folder until it has ended, and the folder is deleted next.
            ShutdownHooks.register(() -> rehearsal.destroyForcibly().onExit().join());
            if (INTERRUPTIONS.contains(rehearsal.waitFor())) {
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

    /** Returns a grading of a step that does not compile. It runs no step, but loads nearly all that a grading needs. */
    static List<String> rehearsal(Path folder) throws IOException {
        Step step = Steps.all().get(0);
        Path source = folder.resolve("submission").resolve(step.packageName().replace('.', '/'))
                .resolve(step.className() + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package " + step.packageName() + ";\nclass " + step.className() + " {");
        return List.of("grade", folder.resolve("submission").toString(), "--no-training", "--out",
                folder.resolve("report").toString());
    }
}
