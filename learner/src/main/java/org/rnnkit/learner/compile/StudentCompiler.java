package org.rnnkit.learner.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.testkit.steps.Step;

/** Compiles a student's nine steps as far as they go: what is wrong in one leaves those alone that do without it. */
public final class StudentCompiler {

    private final Kit kit;
    private final Submission submission;
    private final Path sources;
    private final Path classes;
    private final Path none;
    private final List<CompileError> together;
    private final Map<Step, List<CompileError>> errors = new HashMap<>();

    /**
     * Compiles all of them together.
     *
     * @param kit the kit
     * @param submission where the sources are
     * @param scratch an empty folder to write to
     */
    public StudentCompiler(Kit kit, Submission submission, Path scratch) {
        this.kit = kit;
        this.submission = submission;
        this.sources = folder(scratch, "sources");
        this.classes = folder(scratch, "classes");
        this.none = folder(scratch, "none");
        this.together = InProcessCompiler.errors(submission.write(kit.steps(), sources), kit.libraries(), none, classes);
    }

    /**
     * Returns the folder of the sources.
     *
     * @return where they were compiled from
     */
    public Path sources() {
        return sources;
    }

    /**
     * Returns the folder of the classes.
     *
     * @return the classes of all steps that have been asked for and are right
     */
    public Path classes() {
        return classes;
    }

    /**
     * Returns what keeps a step from being run.
     *
     * @param step the step
     * @return the errors in it, else in those that it uses; none when it could be compiled
     */
    public List<CompileError> errors(Step step) {
        return together.isEmpty() ? List.of() : errors.computeIfAbsent(step, this::find);
    }

    private List<CompileError> find(Step step) {
        List<Path> own = submission.write(List.of(step), sources);
        if (own.isEmpty()) {
            return List.of(CompileError.of("missing: " + submission.fileOf(step)));
        }
        List<CompileError> found = together.stream().filter(error -> own.contains(error.file())).toList();
        if (!found.isEmpty()) {
            return found;
        }
        // By itself: it takes those that it uses from the sources.
        List<Path> libraries = new ArrayList<>(kit.libraries());
        libraries.add(classes);
        return InProcessCompiler.errors(own, libraries, submission.rootIn(sources), classes);
    }

    private static Path folder(Path scratch, String name) {
        try {
            return Files.createDirectories(scratch.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + scratch, e);
        }
    }
}
