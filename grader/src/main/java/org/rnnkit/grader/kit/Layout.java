package org.rnnkit.grader.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.testkit.steps.Step;

/**
 * The folders of a copy of the kit.
 *
 * @param home the kit's folder
 */
public record Layout(Path home) {

    /** The module that a student edits, also the name by which a user asks for it. */
    public static final String EXERCISES = "exercises";

    /** The module with the reference, also the name by which a user asks for it. */
    public static final String SOLUTIONS = "solutions";

    /** The module that stands in the reference's place in a student's copy. */
    public static final String STUBS = "stubs";

    /**
     * Returns the module that a student edits.
     *
     * @return its folder
     */
    public Path exercises() {
        return home.resolve(EXERCISES);
    }

    /**
     * Returns the module with the reference.
     *
     * @return its folder, which a student's copy does not have
     */
    public Path solutions() {
        return home.resolve(SOLUTIONS);
    }

    /**
     * Returns the module that the grader is compiled against.
     *
     * @return the folder of the reference or, in a student's copy, of the stubs in its place
     */
    public Path steps() {
        return Files.isDirectory(solutions()) ? solutions() : home.resolve(STUBS);
    }

    /**
     * Finds the list of the steps.
     *
     * @return the file steps.yaml
     */
    public Path stepList() {
        return home.resolve("testkit/src/main/resources/steps.yaml");
    }

    /**
     * Finds a student's source of a step.
     *
     * @param step the step
     * @return its file
     */
    public Path exercise(Step step) {
        return exercises().resolve(step.sourceFile());
    }

    /**
     * Finds the reference's source of a step.
     *
     * @param step the step
     * @return its file, which a student's copy does not have
     */
    public Path solution(Step step) {
        return solutions().resolve(step.sourceFile());
    }

    /**
     * Finds the chapter of a step.
     *
     * @param step the step
     * @return its file
     */
    public Path chapter(Step step) {
        return home.resolve(step.chapterFile());
    }

    /**
     * Finds the graded tests of a step.
     *
     * @param step the step
     * @return the folder of their sources
     */
    public Path gradedTests(Step step) {
        return home.resolve("src/test/java").resolve(step.packageName().replace('.', '/'));
    }
}
