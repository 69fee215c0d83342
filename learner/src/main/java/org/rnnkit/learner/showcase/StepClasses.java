package org.rnnkit.learner.showcase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.learner.compile.StudentCompiler;
import org.rnnkit.testkit.steps.Step;

/**
 * The classes that a showcase runs: the student's step, the student's other steps where they pass, and the reference's for
 * the rest. A student's copy has no reference; there, all steps are the student's.
 *
 * @param folders the folders of the classes, for a class path
 * @param compiles whether the step itself compiles
 */
record StepClasses(List<Path> folders, boolean compiles) {

    static StepClasses compile(Kit kit, Submission submission, Step step, Predicate<Step> passed, Path scratch) {
        StudentCompiler student = new StudentCompiler(kit, submission, Scratch.createSubfolder(scratch, "compiled"));
        if (!student.errors(step).isEmpty()) {
            return new StepClasses(List.of(), false);
        }
        Path own = Scratch.createSubfolder(scratch, "own");
        for (Step each : kit.steps()) {
            if (each.equals(step) || kit.reference().isEmpty() || passed.test(each)) {
                copyPackage(student.classes(), each, own);
            }
        }
        return new StepClasses(Stream.concat(Stream.of(own), kit.reference().stream()).toList(), true);
    }

    private static void copyPackage(Path from, Step step, Path to) {
        Path folder = Path.of(step.packageName().replace('.', '/'));
        if (!Files.isDirectory(from.resolve(folder))) {
            return;
        }
        try (Stream<Path> files = Files.list(from.resolve(folder))) {
            Files.createDirectories(to.resolve(folder));
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(folder).resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't copy the classes of " + step.id(), e);
        }
    }
}
