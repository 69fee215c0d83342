package org.rnnkit.testkit.steps;

import java.util.List;

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
 */
public record Step(int number, String id, String title, String className, String adds, String usedBy,
        List<String> signatures, int points, int seconds, List<String> hints) {

    /** Copies the lists. */
    public Step {
        signatures = List.copyOf(signatures);
        hints = List.copyOf(hints);
    }

    /**
     * Replaces the points and the time limit.
     *
     * @param newPoints the points of the step
     * @param newSeconds the time limit of its tests in the grader
     * @return the same step with both
     */
    public Step withMarks(int newPoints, int newSeconds) {
        return new Step(number, id, title, className, adds, usedBy, signatures, newPoints, newSeconds, hints);
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

    /** Returns the names of its methods, in the order of the signatures. The constructor has the name of the class. */
    public List<String> methods() {
        return signatures.stream().map(signature -> signature.substring(0, signature.indexOf('(')))
                .map(start -> start.substring(start.lastIndexOf(' ') + 1)).distinct().toList();
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
