package org.rnnkit.grader.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.file.FilesUncheck;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A copy of the kit: its steps, its folders and its compiled parts.
 *
 * @param layout the folders of the copy, with exercises/ in it
 * @param bonus the bonus steps to grade as well; empty unless the user asks for them
 * @param reference the folder of the reference; empty in a student's copy, which has no reference
 */
public record Kit(Layout layout, List<Step> steps, List<Step> bonus, Optional<Path> reference, BuiltKit built) {

    /**
     * Finds the kit that this program runs from.
     *
     * @param steps the steps to grade, in order
     * @throws GraderException if its folder or the compiled graded tests are not found
     */
    public static Kit find(List<Step> steps) {
        Layout layout = new Layout(findHome());
        return new Kit(layout, steps, List.of(), Optional.of(layout.solutions()).filter(Files::isDirectory),
                BuiltKit.find(layout.home()));
    }

    /**
     * Tells whether the kit that this program runs from has the sources of the reference. A student's copy does not. If the kit
     * is not found, the answer is true, and {@link #find} then reports the trouble.
     */
    public static boolean hasSolutions() {
        try {
            return Files.isDirectory(new Layout(findHome()).solutions());
        } catch (GraderException notFound) {
            return true;
        }
    }

    /** Returns the version of the kit's POM, such as "1.0.0". */
    public static String version() {
        return Uncheck.get(() -> IOUtils.toString(Kit.class.getResource("version.txt"), StandardCharsets.UTF_8)).strip();
    }

    private static Path findHome() {
        String given = System.getProperty("rnnkit.home");
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        Path folder = ModuleClasses.location(Kit.class);
        while (folder != null && !Files.exists(folder.resolve("checkstyle.xml"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new GraderException("The kit's folder is not known. Start it through ./rnnkit.");
        }
        return folder;
    }

    /** Returns the kit's folder, with exercises/ in it. */
    public Path home() {
        return layout.home();
    }

    /** Returns this kit with bonus steps to grade as well. */
    public Kit withBonus(List<Step> wanted) {
        return new Kit(layout, steps, wanted, reference, built);
    }

    /** Returns this kit with the program's own list of steps, without a course's changes. */
    public Kit withOwnSteps() {
        return new Kit(layout, Steps.all(), Steps.bonus(), reference, built);
    }

    /** Returns this kit with another folder, with exercises/ in it, from which the steps' sources are then taken. */
    public Kit withHome(Path home) {
        return new Kit(new Layout(home), steps, bonus, reference, built.withCourse(new Layout(home)));
    }

    /** Returns this kit as a student has it, without the reference. */
    public Kit withoutReference() {
        return new Kit(layout, steps, bonus, Optional.empty(), built);
    }

    /** Lists all steps to grade: the steps, then the bonus steps. */
    public List<Step> graded() {
        return Stream.concat(steps.stream(), bonus.stream()).toList();
    }

    /** Returns the class path for starting the engine alone, without any step: the grader's classes and the libraries. */
    public List<Path> engineClassPath() {
        return built.classPath(Kit.class);
    }

    /**
     * Lists the files in a student's src/test that are missing or differ from those of the built kit, by their paths. Maven and
     * IDEs run these files; commands run the built kit's tests.
     */
    public List<String> changedTests() {
        if (reference.isPresent() || built.folder().isEmpty()) {
            return List.of();
        }
        Path original = built.course().home();
        try (Stream<Path> files = FilesUncheck.walk(original.resolve("src/test"))) {
            return files.filter(Files::isRegularFile).filter(file -> !isSame(file, home().resolve(
                    original.relativize(file).toString()))).map(file -> original.relativize(file).toString()).sorted().toList();
        }
    }

    private static boolean isSame(Path original, Path own) {
        try {
            return Files.isRegularFile(own)
                    && Handout.hash(Files.readAllBytes(own)).equals(Handout.hash(Files.readAllBytes(original)));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Adds everything in the kit that a verdict depends on. Points are left out: a change of points changes no verdict. */
    public void addTo(Fingerprint fingerprint) {
        graded().forEach(step -> fingerprint.add(step.withMarks(0, step.seconds())));
        fingerprint.add(System.getProperty("java.version")).add(reference.isPresent()).add(built.verdictHash())
                .add(built.nativeLibrary());
    }
}
