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

    /** The name of the module that a student edits. A user also names it so on the command line. */
    public static final String EXERCISES = "exercises";

    /** The name of the module with the reference. A user also names it so on the command line. */
    public static final String SOLUTIONS = "solutions";

    /** The name of the module that replaces the reference in a student's copy. */
    public static final String STUBS = "stubs";

    /**
     * Tells whether a name stands for one of the kit's own modules of steps.
     *
     * @param name a name that a user gave
     * @return whether it names the exercises or the solutions
     */
    public static boolean isModuleOfSteps(String name) {
        return name.equals(EXERCISES) || name.equals(SOLUTIONS);
    }

    /**
     * Returns the folder of the module that a student edits.
     *
     * @return the folder exercises/
     */
    public Path exercises() {
        return home.resolve(EXERCISES);
    }

    /**
     * Returns the folder of the module with the reference.
     *
     * @return the folder solutions/, which does not exist in a student's copy
     */
    public Path solutions() {
        return home.resolve(SOLUTIONS);
    }

    /**
     * Returns the folder of the module that the graded tests are compiled against.
     *
     * @return the folder solutions/ or, in a student's copy, stubs/
     */
    public Path steps() {
        return Files.isDirectory(solutions()) ? solutions() : home.resolve(STUBS);
    }

    /**
     * Returns the compiled stand-ins: for each step a class that takes its place while another step is graded.
     *
     * @return the folder with a folder for each package
     */
    public Path standIns() {
        return home.resolve("standins/target/classes");
    }

    /**
     * Returns the list of the steps.
     *
     * @return the file steps.yaml
     */
    public Path stepList() {
        return home.resolve("testkit/src/main/resources/steps.yaml");
    }

    /**
     * Returns the student's source file of a step.
     *
     * @param step the step
     * @return the path of the file
     */
    public Path exercise(Step step) {
        return exercises().resolve(step.sourceFile());
    }

    /**
     * Returns the reference's source file of a step.
     *
     * @param step the step
     * @return the path of the file, which does not exist in a student's copy
     */
    public Path solution(Step step) {
        return solutions().resolve(step.sourceFile());
    }

    /**
     * Returns the chapter of a step.
     *
     * @param step the step
     * @return the path of the Markdown file
     */
    public Path chapter(Step step) {
        return home.resolve(step.chapterFile());
    }

    /**
     * Returns the sources of a step's graded tests.
     *
     * @param step the step
     * @return the folder of the step's test package
     */
    public Path gradedTests(Step step) {
        return home.resolve("src/test/java").resolve(step.packageName().replace('.', '/'));
    }

    /**
     * Returns the folder with a step's wrong and right solutions.
     *
     * @param step the step
     * @return the step's folder of the catalogue, which does not exist in a student's copy
     */
    public Path catalogue(Step step) {
        return home.resolve("grader/src/test/catalogue").resolve(step.id());
    }
}
