package org.rnnkit.bench.waiting;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.WrongSolution;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Text;

/**
 * A built copy of the kit in a temporary folder, in which all steps are finished. {@link #close} deletes it.
 */
public final class TemporaryKit implements AutoCloseable {

    private static final Set<String> NOT_COPIED = Set.of("target", ".git", ".rnnkit");
    /** The folder with the results of earlier commands. A package of the kit has this name, too. */
    private static final String RUNS = "runs";
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment;

    private TemporaryKit(Path folder, Text text) throws IOException {
        this.folder = folder;
        this.home = folder.resolve("kit");
        Path file = Files.writeString(folder.resolve("text.txt"), text.characters());
        this.environment = Map.of("JAVA_HOME", System.getProperty("java.home"), "RNNKIT_TEXT", file.toString());
    }

    /**
     * Copies the kit and builds the copy.
     *
     * @param original the kit's folder
     * @param text the text for trainings
     * @return the copy
     * @throws IOException if a file can't be copied
     */
    public static TemporaryKit create(Path original, Text text) throws IOException {
        Path folder = Files.createTempDirectory("rnnkit-bench-kit");
        TemporaryKit kit = new TemporaryKit(folder, text);
        try {
            copy(original, kit.home);
            for (Step step : Steps.withBonus()) {
                copy(kit.solution(step), kit.exercise(step));
            }
            kit.rnnkit(0, "--help").seconds(); // builds
            return kit;
        } catch (IOException | RuntimeException e) {
            kit.close();
            throw e;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (NOT_COPIED.contains(folder.getFileName().toString()) || folder.equals(from.resolve(RUNS))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Returns the text of the parent's POM. */
    String pom() throws IOException {
        return Files.readString(home.resolve("pom.xml"));
    }

    /** Returns a step's class in the module that a student edits. */
    Path exercise(Step step) {
        return home.resolve(step.exerciseFile());
    }

    private Path solution(Step step) {
        return home.resolve("solutions").resolve(step.sourceFile());
    }

    /** Makes a new folder beside the copy. */
    Path newFolder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** Writes a right submission of the nine steps to a folder, in the layout of a student's clone. */
    void submit(Path submission) throws IOException {
        for (Step step : Steps.all()) {
            Path file = submission.resolve(step.exerciseFile());
            Files.createDirectories(file.getParent());
            Files.copy(solution(step), file);
        }
    }

    /** Writes a submission with a wrong step, one of the wrong solutions that test the graded tests. */
    void submitWrong(Path submission) throws IOException {
        submit(submission);
        Step step = Steps.withId("step4rnn").orElseThrow();
        WrongSolution wrong = WrongSolution.of(new Layout(home), step).stream()
                .filter(solution -> solution.name().equals("hidden-bias-forgotten")).findFirst().orElseThrow();
        Files.writeString(submission.resolve(step.exerciseFile()), wrong.source());
    }

    /** Returns a command of the launcher. */
    TimedCommand rnnkit(int status, String... arguments) {
        return command(home, status, home.resolve(WINDOWS ? "rnnkit.cmd" : "rnnkit").toString(), arguments);
    }

    /** Returns a command of Maven. */
    TimedCommand maven(Path project, String... arguments) {
        return command(project, 0, WINDOWS ? "mvn.cmd" : "mvn", arguments);
    }

    /** Returns Maven in the copy. */
    TimedCommand maven(String... arguments) {
        return maven(home, arguments);
    }

    private TimedCommand command(Path in, int status, String program, String... arguments) {
        List<String> line = new ArrayList<>(List.of(program));
        line.addAll(List.of(arguments));
        return new TimedCommand(in, line, environment, status);
    }

    @Override
    public void close() {
        RecursiveDelete.deleteRecursively(folder);
    }
}
