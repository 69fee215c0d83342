package org.rnnkit.testkit.steps;

import java.util.List;

/**
 * One step of the kit, as steps.yaml lists it.
 *
 * @param number its place, from 1
 * @param id the last part of its package's name, such as "step1onehot"
 * @param title its name on boards and in reports
 * @param className the class to write, without its package; its probe, check and tests are named after it
 * @param adds what it brings, for the chapters' tables
 * @param usedBy the command that needs this bonus step, such as "train --by-hand"; null for most
 * @param signatures what that class must offer
 * @param points what the step is worth
 * @param seconds how long its tests may take in the grader
 * @param hints from a nudge to nearly the line
 */
public record Step(int number, String id, String title, String className, String adds, String usedBy,
        List<String> signatures, int points, int seconds, List<String> hints) {

    /** Keeps its own copies of the lists. */
    public Step {
        signatures = List.copyOf(signatures);
        hints = List.copyOf(hints);
    }

    /**
     * Changes how the step counts.
     *
     * @param newPoints what it is to be worth
     * @param newSeconds how long its tests may take
     * @return the same step with these
     */
    public Step withMarks(int newPoints, int newSeconds) {
        return new Step(number, id, title, className, adds, usedBy, signatures, newPoints, newSeconds, hints);
    }

    /**
     * Returns the step's package.
     *
     * @return such as "org.rnnkit.step1onehot"
     */
    public String packageName() {
        return "org.rnnkit." + id;
    }

    /**
     * Returns the tag of its tests.
     *
     * @return such as "step1", what -Dgroups takes
     */
    public String tag() {
        return "step" + number;
    }

    /**
     * Returns where its class stands below a module or submission.
     *
     * @return such as "src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java"
     */
    public String sourceFile() {
        return "src/main/java/" + packageName().replace('.', '/') + "/" + className + ".java";
    }

    /**
     * Returns where a student writes it.
     *
     * @return such as "exercises/src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java", from the kit's folder
     */
    public String exerciseFile() {
        return "exercises/" + sourceFile();
    }

    /**
     * Returns where its chapter is.
     *
     * @return such as "exercises/src/main/java/org/rnnkit/step1onehot/README.md", from the kit's folder
     */
    public String chapterFile() {
        return exerciseFile().replace(className + ".java", "README.md");
    }
}
