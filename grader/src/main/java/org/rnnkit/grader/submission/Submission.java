package org.rnnkit.grader.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.javasource.JavaLexer;
import org.rnnkit.grader.javasource.JavaToken;
import org.rnnkit.grader.kit.Fingerprint;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;

/**
 * What is graded: the sources of the steps, as they were when they were read, and nothing else. What becomes of the
 * files since has no part in it.
 */
public final class Submission {

    private static final List<String> STUB_BODY = List.of("throw", "new", "NotImplementedYet");

    private final String name;
    private final Path place;
    private final String root;
    private final Map<Step, List<SourceFile>> sources;
    private final Map<Step, String> problems;
    private final List<String> ignored;

    Submission(String name, Path place, String root, Map<Step, List<SourceFile>> sources, Map<Step, String> problems,
            List<String> ignored) {
        this.name = name;
        this.place = place;
        this.root = root;
        this.sources = sources;
        this.problems = problems;
        this.ignored = ignored;
    }

    /**
     * Returns what the user called it.
     *
     * @return a name, a folder or an archive
     */
    public String name() {
        return name;
    }

    /**
     * Returns where it came from.
     *
     * @return the whole path of the folder or archive
     */
    public Path place() {
        return place;
    }

    /**
     * Lists what was not taken and why, as far as its author may have counted on it.
     *
     * @return one line a file
     */
    public List<String> ignored() {
        return ignored;
    }

    /**
     * Tells whether there is any source of a step.
     *
     * @param step the step
     * @return whether something was taken
     */
    public boolean has(Step step) {
        return !sources.get(step).isEmpty();
    }

    /**
     * Tells why a step can't be graded whatever its sources say.
     *
     * @param step the step
     * @return the reason, if there is one
     */
    public Optional<String> problem(Step step) {
        return Optional.ofNullable(problems.get(step));
    }

    /**
     * Returns where a step's class is or should be.
     *
     * @param step the step
     * @return the path of its file, from the submission's folder
     */
    public String fileOf(Step step) {
        String file = step.packageName().replace('.', '/') + "/" + step.className() + ".java";
        return root.isEmpty() ? file : root + "/" + file;
    }

    /**
     * Returns where a file of a step stands.
     *
     * @param file its path below a module, as {@link Step#sourceFile} has it
     * @return the path from the submission's folder; of the kit's own modules, from the kit's
     */
    public String locate(String file) {
        String below = file.replaceFirst("^src/main/java/", "");
        String whole = root.isEmpty() ? below : root + "/" + below;
        return Layout.isModuleOfSteps(name) ? name + "/" + whole : whole;
    }

    /**
     * Writes sources to a folder of the grader's own, at their places.
     *
     * @param steps whose
     * @param folder the folder
     * @return the files
     */
    public List<Path> write(List<Step> steps, Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            for (Step step : steps) {
                for (SourceFile source : sources.get(step)) {
                    Path file = folder.resolve(source.path());
                    Files.createDirectories(file.getParent());
                    files.add(Files.write(file, source.content()));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + folder, e);
        }
    }

    /**
     * Returns the source root below a folder that sources were written to.
     *
     * @param folder the folder
     * @return the folder that org/ is in
     */
    public Path rootIn(Path folder) {
        return folder.resolve(root);
    }

    /**
     * Tells whether a step has been written: its file is there and is no longer the stub.
     *
     * @param step the step
     * @return whether there is something to run
     */
    public boolean isWritten(Step step) {
        return sources.get(step).stream().filter(source -> source.path().equals(fileOf(step))).findFirst()
                .map(source -> JavaLexer.code(new String(source.content(), StandardCharsets.UTF_8)).stream()
                        .map(JavaToken::text).toList())
                .map(code -> Collections.indexOfSubList(code, STUB_BODY) < 0).orElse(false);
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

    /**
     * Adds everything that a verdict on it can depend on.
     *
     * @param fingerprint what to add it to
     */
    public void addTo(Fingerprint fingerprint) {
        fingerprint.add(root).add(ignored);
        sources.forEach((step, files) -> {
            fingerprint.add(step.id()).add(problem(step));
            files.forEach(source -> fingerprint.add(source.path()).add(source.content()));
        });
    }
}
