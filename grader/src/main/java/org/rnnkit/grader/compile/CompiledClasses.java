package org.rnnkit.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.testkit.steps.Step;

/** The class files of steps, in a folder that the compiler has written to. */
final class CompiledClasses {

    /** A hundred times as much as the largest classes that a person has written for the nine steps. */
    static final long MAX_MEGABYTES = 16;

    private CompiledClasses() {}

    /** Tells whether the classes are too large to be kept until all steps have run. */
    static boolean areTooLarge(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.mapToLong(file -> file.toFile().length()).sum() > MAX_MEGABYTES << 20;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + classes, e);
        }
    }

    /** Copies only the classes in the steps' own packages, because a source file may declare any package. */
    static void copySteps(List<Step> steps, Path classes, Path target) {
        steps.forEach(step -> copy(classes, step.packageName().replace('.', '/'), target));
    }

    /** Copies the helper classes that the compiled steps use. None of their packages is a step's or the kit's. */
    static void copyHelpers(Submission submission, Path classes, Path target) {
        submission.helperFolders().forEach(folder -> copy(classes, folder, target));
    }

    private static void copy(Path from, String name, Path to) {
        Path folder = Path.of(name);
        if (!Files.isDirectory(from.resolve(folder))) {
            return;
        }
        try (Stream<Path> files = Files.list(from.resolve(folder))) {
            Files.createDirectories(to.resolve(folder));
            for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
                // Several steps may have compiled the same helper class.
                Files.copy(file, to.resolve(folder).resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't copy the classes of " + name, e);
        }
    }

    /** Returns the path of the class file of a step's own class. */
    static String fileOf(Step step) {
        return step.packageName().replace('.', '/') + "/" + step.className() + ".class";
    }
}
