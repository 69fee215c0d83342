package org.rnnkit.grader.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.file.FilesUncheck;
import org.apache.commons.io.file.PathUtils;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.given.GivenNetwork;
import org.rnnkit.testkit.oracle.EpochValues;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Recurrence;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.testkit.oracle.RnnReader;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The classes of one worker, in a folder: the compiled steps that run there, and in the places
 * of the other steps, stand-ins. The stand-ins of steps 6 and 8 compute with an oracle. It is withheld
 * from steps that could ask it for what they must compute themselves; these two stand-ins do not work then.
 */
public final class WorkerClasses {

    /** A hundred times as much as the largest classes that a person has written for the nine steps. */
    static final long MAX_MEGABYTES = 16;

    private static final List<Class<?>> ORACLE = List.of(GivenNetwork.class, Parameters.class, Matrix.class, Rnn.class,
            Recurrence.class, RnnReader.class, EpochValues.class);
    private static final Set<String> ASK_ORACLE = Set.of("step6prediction", "step8epoch");
    /** The steps that compute what the oracle computes. */
    private static final Set<String> HAVE_NO_ORACLE =
            Set.of("step1onehot", "step4rnn", "step6prediction", "step8epoch", "step12backward");

    private WorkerClasses() {}

    /** Copies what steps of a submission run beside to an existing folder. */
    static void copyOthers(Kit kit, List<Step> own, Path target) {
        Map<String, byte[]> standIns = ModuleClasses.read(kit.built().standIns());
        standIns.keySet().removeIf(file -> Steps.withBonus().stream().noneMatch(step -> !has(own, step)
                && file.startsWith(step.packageName().replace('.', '/') + "/")));
        writeAll(standIns, target);
        if (!isOracleWithheld(own)) {
            ORACLE.forEach(type -> copyType(type, target));
        }
    }

    /** Copies a class of testkit and the classes inside it. */
    private static void copyType(Class<?> type, Path target) {
        String name = type.getName().replace('.', '/');
        Map<String, byte[]> files = ModuleClasses.filesOfPackage(type);
        files.keySet().removeIf(file -> !file.equals(name + ".class") && !file.startsWith(name + "$"));
        writeAll(files, target);
    }

    private static void writeAll(Map<String, byte[]> classes, Path target) {
        classes.forEach((file, content) -> Scratch.write(target, file, content));
    }

    private static boolean has(List<Step> steps, Step step) {
        return steps.stream().anyMatch(one -> one.id().equals(step.id()));
    }

    private static boolean isOracleWithheld(List<Step> own) {
        return own.stream().map(Step::id).anyMatch(HAVE_NO_ORACLE::contains);
    }

    /** Lists the steps whose stand-ins do not work beside these steps of a submission. */
    public static List<Step> withheld(List<Step> own) {
        return isOracleWithheld(own) ? Steps.all().stream()
                .filter(step -> ASK_ORACLE.contains(step.id()) && !has(own, step)).toList() : List.of();
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
