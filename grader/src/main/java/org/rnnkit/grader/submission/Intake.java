package org.rnnkit.grader.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rnnkit.grader.Kit;
import org.rnnkit.grader.WrongUse;
import org.rnnkit.grading.Step;

/** Takes from a folder what is graded, the steps' own .java files, and leaves everything else where it is. */
public final class Intake {

    private static final List<String> ROOTS = List.of("src/main/java", "exercises/src/main/java", "");

    private final Kit kit;

    /**
     * Makes the intake.
     *
     * @param kit the kit, whose own modules can be called by name
     */
    public Intake(Kit kit) {
        this.kit = kit;
    }

    /**
     * Takes a submission.
     *
     * @param target "exercises" or "solutions" for the kit's own, else a module, a repository with
     *     exercises/ in it, or a source root
     * @return what was found
     * @throws WrongUse if there is no step in it
     */
    public Submission take(String target) {
        boolean own = target.equals("exercises") || target.equals("solutions");
        Path folder = (own ? kit.home().resolve(target) : path(target)).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new WrongUse("There is no folder " + folder
                    + ". Name exercises, solutions, or a folder with the steps in it.");
        }
        for (String root : ROOTS) {
            Map<Step, List<Path>> sources = new LinkedHashMap<>();
            kit.steps().forEach(step -> sources.put(step, sourcesOf(folder.resolve(root), step)));
            if (sources.values().stream().anyMatch(files -> !files.isEmpty())) {
                return new Submission(target, folder.resolve(root).normalize(), sources);
            }
        }
        Step first = kit.steps().get(0);
        throw new WrongUse("None of the steps is in " + folder + ". Looked for " + first.sourceFile()
                + " and the others, there and under exercises/; name the folder that has src/ in it.");
    }

    private static Path path(String target) {
        try {
            return Path.of(target);
        } catch (InvalidPathException e) {
            throw new WrongUse("No folder can be called that: " + e.getMessage());
        }
    }

    private static List<Path> sourcesOf(Path root, Step step) {
        Path folder = root.resolve(step.packageName().replace('.', '/'));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Intake::isSource).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder, e);
        }
    }

    private static boolean isSource(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.equals("module-info.java")
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && file.toFile().length() <= Submission.MAX_SOURCE_BYTES;
    }
}
