package org.rnnkit.grader.system;

import java.nio.file.Path;

/** The JDK that this program runs on; workers run on the same. */
public final class Jdk {

    private Jdk() {}

    /**
     * Finds its launcher.
     *
     * @return the program {@code java}
     */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
