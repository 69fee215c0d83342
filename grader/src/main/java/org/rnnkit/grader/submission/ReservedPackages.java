package org.rnnkit.grader.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Steps;

/** The packages that a submission can't add classes to: those of Java, of the kit, and of all libraries of its workers. */
final class ReservedPackages {

    /** These packages, and all below them. */
    private static final List<String> WITH_ALL_BELOW = List.of("java", "javax", "jdk", "sun", "com.sun", "ai.djl", "org.junit",
            "org.rnnkit.toolkit", "org.rnnkit.testkit", "org.rnnkit.grader", "org.rnnkit.learner", "org.rnnkit.cli",
            "org.rnnkit.bench");

    private final Kit kit;
    private Set<String> folders;

    ReservedPackages(Kit kit) {
        this.kit = kit;
    }

    /** Tells whether a package is reserved. */
    boolean has(String packageName) {
        return Steps.withBonus().stream().anyMatch(step -> step.packageName().equalsIgnoreCase(packageName))
                || WITH_ALL_BELOW.stream().anyMatch(name -> (packageName + ".").regionMatches(true, 0, name + ".", 0,
                        name.length() + 1))
                || inLibraries().contains(packageName.replace('.', '/').toLowerCase(Locale.ROOT));
    }

    /** Reads the libraries at the first call: few submissions have helper classes. */
    private synchronized Set<String> inLibraries() {
        if (folders == null) {
            folders = new HashSet<>();
            try {
                for (Path library : kit.libraries()) {
                    add(library);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("can't read the kit's libraries", e);
            }
        }
        return folders;
    }

    private void add(Path library) throws IOException {
        if (Files.isDirectory(library)) {
            try (Stream<Path> files = Files.walk(library)) {
                files.filter(Files::isRegularFile).forEach(file -> addFolder(
                        library.relativize(file).toString().replace('\\', '/')));
            }
        } else if (Files.isRegularFile(library)) {
            try (JarFile jar = new JarFile(library.toFile(), false)) {
                jar.stream().forEach(entry -> addFolder(entry.getName()));
            }
        }
    }

    private void addFolder(String file) {
        if (file.endsWith(".class")) {
            // Some file systems do not distinguish upper and lower case.
            folders.add(file.substring(0, Math.max(0, file.lastIndexOf('/'))).toLowerCase(Locale.ROOT));
        }
    }
}
