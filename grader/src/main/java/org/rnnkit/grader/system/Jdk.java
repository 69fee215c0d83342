package org.rnnkit.grader.system;

import java.nio.file.Path;

/** The JDK that this program runs on. Workers use the same one. */
public final class Jdk {

    private Jdk() {}

    /**
     * Returns the JDK's launcher.
     *
     * @return the path of the program {@code java}
     */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
