package org.rnnkit.grader.kit;

/** The parent pom of a student's copy. It differs from the kit's pom in one module: stubs instead of solutions. */
public final class StudentPom {

    private StudentPom() {}

    /**
     * Makes the pom of a student's copy.
     *
     * @param pom the text of the kit's parent pom
     * @return the text of the student's
     */
    public static String of(String pom) {
        return pom.replace(">solutions<", ">stubs<");
    }
}
