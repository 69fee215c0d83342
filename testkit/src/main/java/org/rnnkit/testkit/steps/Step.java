package org.rnnkit.testkit.steps;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One step of the kit, as steps.yaml lists it.
 *
 * @param number the number, from 1
 * @param id the last part of the package's name, such as "step1onehot"
 * @param title the name on boards and in reports
 * @param className the simple name of the class to write
 * @param signatures the public members that the class must have
 * @param points the points that the step is worth
 * @param seconds the time limit for its tests in the grader
 * @param hints the hints, from a first idea to nearly the solution
 * @param stages the stages in which a long step can be written, in order; empty for all others
 */
public record Step(int number, String id, String title, String className, String adds, String usedBy,
        List<String> signatures, int points, int seconds, List<String> hints, List<Stage> stages) {

    /** Copies the lists. */
    public Step {
        signatures = List.copyOf(signatures);
        hints = List.copyOf(hints);
        stages = stages == null ? List.of() : List.copyOf(stages);
    }

    /**
     * A part of a long step that can be right before the rest.
     *
     * @param name the name on the board
     * @param tests words: a test belongs to the last stage of which its name has a word, else to the first stage
     */
    public record Stage(String name, List<String> tests) {

        /** Copies the list. */
        public Stage {
            tests = List.copyOf(tests);
        }

        private boolean has(String test) {
            return tests.stream().anyMatch(test.toLowerCase(Locale.ROOT)::contains);
        }
    }

    /**
     * Finds the stages that are right already.
     *
     * @param failedTests the names of all tests that failed
     * @return the names of the stages without such a test
     */
    public List<String> passedStages(Collection<String> failedTests) {
        if (stages.isEmpty()) {
            return List.of();
        }
        Set<Stage> failed = failedTests.stream().map(test -> stages.stream().filter(stage -> stage.has(test))
                .reduce(stages.get(0), (earlier, later) -> later)).collect(Collectors.toSet());
        return stages.stream().filter(stage -> !failed.contains(stage)).map(Stage::name).toList();
    }

    /**
     * Replaces the points and the time limit.
     *
     * @param newPoints the points of the step
     * @param newSeconds the time limit of its tests in the grader
     * @return the same step with both
     */
    public Step withMarks(int newPoints, int newSeconds) {
        return new Step(number, id, title, className, adds, usedBy, signatures, newPoints, newSeconds, hints,
                stages);
    }

    /** Returns the full name of its class, with the package. */
    public String fullName() {
        return packageName() + "." + className;
    }

    /**
     * Returns the step's package.
     *
     * @return a name such as "org.rnnkit.step1onehot"
     */
    public String packageName() {
        return "org.rnnkit." + id;
    }

    /**
     * Returns the JUnit tag of its tests, for -Dgroups.
     *
     * @return a tag such as "step1"
     */
    public String tag() {
        return "step" + number;
    }

    /**
     * Returns the path of its class in a module or submission.
     *
     * @return a path such as "src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java"
     */
    public String sourceFile() {
        return "src/main/java/" + packageName().replace('.', '/') + "/" + className + ".java";
    }

    /**
     * Returns the path of the student's class.
     *
     * @return a path such as "exercises/src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java", from the kit's folder
     */
    public String exerciseFile() {
        return "exercises/" + sourceFile();
    }

    /**
     * Returns the path of its chapter.
     *
     * @return a path such as "exercises/src/main/java/org/rnnkit/step1onehot/README.md", from the kit's folder
     */
    public String chapterFile() {
        return exerciseFile().replace(className + ".java", "README.md");
    }
}
