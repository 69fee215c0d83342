package org.rnnkit.grader.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.SourceFile.JavaHeader;
import org.rnnkit.grader.submission.StepFinder.SourceRoot;
import org.rnnkit.testkit.steps.Steps;

/**
 * The helper classes of a submission: sources below its source root in packages of the student's own. A class in a package
 * of the kit, of Java or of a library is not taken, because it could see or replace what the student's code must not.
 */
final class HelperSources {

    private static final Pattern FOLDER = Pattern.compile("[A-Za-z_$][\\w$]*(/[A-Za-z_$][\\w$]*)*");

    /** Far more source files than a student has. */
    private static final int MAX_LOOKED = 1_000;

    private final ReservedPackages reserved;
    private final SourceRoot root;
    private final StepSources files;
    private final List<SourceFile> taken = new ArrayList<>();
    private final Map<SubmissionEntry, String> notes = new HashMap<>();
    private int looked;

    HelperSources(ReservedPackages reserved, SourceRoot root, StepSources files) {
        this.reserved = reserved;
        this.root = root;
        this.files = files;
    }

    /** Takes a file if it is a helper class. Returns whether it did. */
    boolean take(SubmissionEntry entry) throws IOException {
        String folder = root.below(entry.folder());
        if (!entry.isFile() || !StepSources.isSource(entry) || FileTree.isToolFile(entry) || !FOLDER.matcher(folder).matches()
                || Steps.known().stream().anyMatch(step -> root.folderOf(step).equals(entry.folder()))) {
            return false;
        }
        String packageName = folder.replace('/', '.');
        Optional<byte[]> content = ++looked > MAX_LOOKED ? Optional.empty()
                : files.look(entry).filter(read -> JavaHeader.of(read).packageName().equals(packageName));
        if (content.isEmpty() || taken.stream().anyMatch(other -> other.path().equalsIgnoreCase(entry.path()))) {
            return false;
        } else if (taken.size() >= StepSources.MAX_FILES) {
            notes.put(entry, "more than " + StepSources.MAX_FILES + " helper classes");
        } else if (reserved.has(packageName)) {
            notes.put(entry, "the package " + packageName + " is not the student's own; the class there is not replaced");
        } else {
            taken.add(files.source(entry, content.get()));
            return true;
        }
        return false;
    }

    /** Returns the reason why a file was not taken, if it is known. */
    String note(SubmissionEntry entry) {
        return notes.getOrDefault(entry, "");
    }

    /** Lists the helper classes. */
    List<SourceFile> taken() {
        return taken;
    }

    /** The packages that a submission can't add classes to: those of Java, of the kit, and of all libraries of its workers. */
    static final class ReservedPackages {

        /** These packages, and all below them. */
        private static final List<String> WITH_ALL_BELOW = List.of("java", "javax", "jdk", "sun", "com.sun", "ai.djl",
                "org.junit", "org.rnnkit.toolkit", "org.rnnkit.testkit", "org.rnnkit.grader", "org.rnnkit.classroom",
                "org.rnnkit.learner", "org.rnnkit.cli", "org.rnnkit.bench");

        private final Kit kit;
        private Set<String> folders;

        ReservedPackages(Kit kit) {
            this.kit = kit;
        }

        /** Tells whether a package is reserved. */
        boolean has(String packageName) {
            return Steps.known().stream().anyMatch(step -> step.packageName().equalsIgnoreCase(packageName))
                    || WITH_ALL_BELOW.stream().anyMatch(name -> (packageName + ".").regionMatches(true, 0, name + ".", 0,
                            name.length() + 1))
                    || inLibraries().contains(packageName.replace('.', '/').toLowerCase(Locale.ROOT));
        }

        /** Reads the libraries at the first call: few submissions have helper classes. */
        private synchronized Set<String> inLibraries() {
            if (folders == null) {
                folders = new HashSet<>();
                kit.built().libraries().forEach(library -> Uncheck.run(() -> add(library), () -> "can't read " + library));
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
}
