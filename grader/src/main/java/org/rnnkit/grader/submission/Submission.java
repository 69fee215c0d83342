package org.rnnkit.grader.submission;

import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rnnkit.grading.Step;

/**
 * What is graded: the sources of the steps and nothing else.
 *
 * @param name what the user called it
 * @param root the source root that the steps' packages are in
 * @param sources each step's source files; none for a step that is missing
 */
public record Submission(String name, Path root, Map<Step, List<Path>> sources) {

    /** Larger files are not taken. */
    static final long MAX_SOURCE_BYTES = 1_000_000;

    /**
     * Returns a step's sources.
     *
     * @param step the step
     * @return its files, perhaps none
     */
    public List<Path> of(Step step) {
        return sources.get(step);
    }

    /**
     * Returns the sources of all steps together.
     *
     * @return all files
     */
    public List<Path> all() {
        return sources.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Returns where a step's class should be.
     *
     * @param step the step
     * @return the path of its file
     */
    public Path fileOf(Step step) {
        return root.resolve(step.packageName().replace('.', '/')).resolve(step.className() + ".java");
    }

    /**
     * Tells whether a step's class is too large a file to be taken.
     *
     * @param step the step
     * @return whether it is there and was left there
     */
    public boolean isTooLarge(Step step) {
        return fileOf(step).toFile().length() > MAX_SOURCE_BYTES;
    }

    /**
     * Tells whether a step has been written: its file is there and is no longer the stub.
     *
     * @param step the step
     * @return whether there is something to run
     */
    public boolean isWritten(Step step) {
        Path file = fileOf(step);
        try {
            return Files.isRegularFile(file) && new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines()
                    .noneMatch(line -> line.strip().startsWith("throw new NotImplementedYet"));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    /**
     * Lists the steps that are still to do.
     *
     * @param steps all steps
     * @return those that are stubs or missing
     */
    public List<Step> unwritten(List<Step> steps) {
        return steps.stream().filter(step -> !isWritten(step)).toList();
    }
}
