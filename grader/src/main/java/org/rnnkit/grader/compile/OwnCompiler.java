package org.rnnkit.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnkit.grader.Kit;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grading.Step;

/** Compiles a student's nine steps as far as they go: what is wrong in one leaves those alone that do without it. */
public final class OwnCompiler {

    private final Kit kit;
    private final Path scratch;

    /**
     * Makes a compiler.
     *
     * @param kit the kit
     * @param scratch an empty folder to write to
     */
    public OwnCompiler(Kit kit, Path scratch) {
        this.kit = kit;
        this.scratch = scratch;
    }

    /**
     * Compiles.
     *
     * @param submission where the sources are
     * @return the classes, and what is wrong step by step
     */
    public CompiledOwn compile(Submission submission) {
        Path sources = folder("sources");
        Path classes = folder("classes");
        List<Path> all = submission.write(kit.steps(), sources);
        JavaCompile compiler = new JavaCompile(sources);
        if (compiler.errors(all, kit.libraries(), folder("none"), classes).isEmpty()) {
            return new CompiledOwn(sources, classes, Map.of());
        }
        // One by one: each takes the others that it uses from the sources.
        Map<Step, List<CompileError>> errors = new LinkedHashMap<>();
        for (Step step : kit.steps()) {
            List<Path> own = submission.write(List.of(step), sources);
            List<CompileError> found = own.isEmpty() ? List.of(CompileError.of("missing: " + submission.fileOf(step)))
                    : compiler.errors(own, libraries(classes), submission.rootIn(sources), classes);
            if (!found.isEmpty()) {
                errors.put(step, found);
            }
        }
        return new CompiledOwn(sources, classes, errors);
    }

    private List<Path> libraries(Path classes) {
        List<Path> libraries = new ArrayList<>(kit.libraries());
        libraries.add(classes);
        return libraries;
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(scratch.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + scratch, e);
        }
    }
}
