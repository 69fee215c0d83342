package org.rnnkit.grader.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.file.FilesUncheck;
import org.apache.commons.io.file.PathUtils;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The classes of one worker, in a folder: the compiled steps that run there, and stand-ins in the places of the others. */
public final class WorkerClasses {

    /** A hundred times as much as the largest classes that a person has written for the nine steps. */
    static final long MAX_MEGABYTES = 16;

    private WorkerClasses() {}

    /** Copies what steps of a submission run beside to an existing folder. */
    static void copyOthers(Kit kit, List<Step> own, Path target) {
        Map<String, byte[]> standIns = ModuleClasses.read(kit.built().standIns());
        standIns.keySet().removeIf(file -> Steps.withBonus().stream().noneMatch(step -> !has(own, step)
                && file.startsWith(step.packageName().replace('.', '/') + "/")));
        standIns.forEach((file, content) -> Scratch.write(target, file, content));
    }

    private static boolean has(List<Step> steps, Step step) {
        return steps.stream().anyMatch(one -> one.id().equals(step.id()));
    }

    /** Tells whether the classes are too large to be kept until all steps have run. */
    static boolean areTooLarge(Path classes) {
        return Uncheck.get(() -> PathUtils.sizeOfDirectory(classes)) > MAX_MEGABYTES << 20;
    }

    /** Copies only the classes in the steps' own packages, because a source file may declare any package. */
    static void copySteps(List<Step> steps, Path classes, Path target) {
        steps.forEach(step -> copyPackage(classes, step.packageName().replace('.', '/'), target));
    }

    private static void copyPackage(Path from, String name, Path to) {
        Path folder = Path.of(name);
        if (!Files.isDirectory(from.resolve(folder))) {
            return;
        }
        try (Stream<Path> files = FilesUncheck.list(from.resolve(folder))) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> Scratch.write(to.resolve(folder),
                    file.getFileName().toString(), FilesUncheck.readAllBytes(file)));
        }
    }

    /** Returns the path of the class file of a step's own class. */
    static String fileOf(Step step) {
        return step.packageName().replace('.', '/') + "/" + step.className() + ".class";
    }
}
