package org.rnnkit.grader.kit;

/** The parent pom of a student's copy: where the kit's names the module solutions, it names stubs. */
public final class StudentPom {

    private StudentPom() {}

    /**
     * Turns the kit's parent pom into a student's.
     *
     * @param pom the kit's
     * @return the student's
     */
    public static String of(String pom) {
        return pom.replace(">solutions<", ">stubs<");
    }
}
