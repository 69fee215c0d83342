package org.rnnkit.grader.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.testkit.steps.Step;

/** The folders of a copy of the kit. */
public record Layout(Path home) {

    /** The name of the module that a student edits. A user also names it so on the command line. */
    public static final String EXERCISES = "exercises";

    /** The name of the module with the reference. A user also names it so on the command line. */
    public static final String SOLUTIONS = "solutions";

    /** The name of the folder that replaces the reference among the files of a built kit. */
    public static final String STUBS = "stubs";

    /**
     * The file beside a step's graded tests that lists what the step promises. It names wrong solutions, so students don't get
     * it.
     */
    public static final String CONTRACT = "contract.yaml";

    /** The file that makes a Java module of the sources beside it. */
    public static final String MODULE_INFO = "module-info.java";

    /** The reason why there must be no such file. Maven gives it, too, by the pom of exercises/. */
    public static final String NO_MODULE = "the steps are no Java module, in which they would not see the libraries";

    /** Tells whether a name that a user gave stands for one of the kit's own modules of steps. */
    public static boolean isModuleOfSteps(String name) {
        return name.equals(EXERCISES) || name.equals(SOLUTIONS);
    }

    /** Returns the folder of the module that a student edits. */
    public Path exercises() {
        return home.resolve(EXERCISES);
    }

    /** Returns the folder of the module with the reference, which does not exist in a student's copy. */
    public Path solutions() {
        return home.resolve(SOLUTIONS);
    }

    /** Returns the folder of the steps that compile: solutions/ or, among the files of a built kit, stubs/. */
    public Path steps() {
        return Files.isDirectory(solutions()) ? solutions() : home.resolve(STUBS);
    }

    /** Returns the file with the list of the steps. */
    public Path stepList() {
        return home.resolve("testkit/src/main/resources/steps.yaml");
    }

    /** Returns the student's source file of a step. */
    public Path exercise(Step step) {
        return exercises().resolve(step.sourceFile());
    }

    /** Returns the reference's source file of a step, which does not exist in a student's copy. */
    public Path solution(Step step) {
        return solutions().resolve(step.sourceFile());
    }

    /** Returns the Markdown file of a step's chapter. */
    public Path chapter(Step step) {
        return home.resolve(step.chapterFile());
    }

    /** Returns the Markdown file of the chapter before step 1, in the folder of the steps' folders. */
    public Path firstChapter() {
        return exercises().resolve("src/main/java/org/rnnkit/README.md");
    }

    /** Returns the folder of a step's test package, with the sources of its graded tests. */
    public Path gradedTests(Step step) {
        return home.resolve("src/test/java").resolve(step.packageName().replace('.', '/'));
    }

    /** Returns the source file of the class that takes a step's place while another step is graded. */
    public Path standIn(Step step) {
        return home.resolve("standins").resolve(step.sourceFile());
    }

    /** Returns the step's folder of the catalogue, with wrong and right solutions. A student's copy does not have it. */
    public Path catalogue(Step step) {
        return home.resolve("grader/src/test/catalogue").resolve(step.id());
    }
}
