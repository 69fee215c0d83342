package org.rnnkit.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.testkit.given.GivenNetwork;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.testkit.oracle.RnnReader;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The classes in a worker that take the places of the steps that do not run there: stand-ins, and the given steps. The
 * stand-ins of steps 6 and 8 compute with an oracle. It is withheld from steps that could ask it for what they must compute
 * themselves; these two stand-ins do not work then.
 */
public final class StandIns {

    private static final List<Class<?>> ORACLE = List.of(GivenNetwork.class, Parameters.class, Matrix.class, Rnn.class,
            RnnReader.class, Epoch.class);
    private static final Set<String> ASK_ORACLE = Set.of("step6prediction", "step8epoch");
    /** The steps that compute what the oracle computes. */
    private static final Set<String> HAVE_NO_ORACLE = Set.of("step4rnn", "step6prediction", "step8epoch", "step12backward");

    private StandIns() {}

    /** Copies the classes for a worker, in which some steps of a submission run, to an existing folder. */
    static void copyTo(Kit kit, List<Step> own, Path target) {
        copyGiven(kit, target);
        CompiledClasses.copySteps(Steps.withBonus().stream().filter(step -> !has(own, step)).toList(), kit.standIns(), target);
        if (!isOracleWithheld(own)) {
            ORACLE.forEach(type -> copy(type, target));
        }
    }

    /** Copies the given steps, whose finished classes students have. */
    static void copyGiven(Kit kit, Path target) {
        CompiledClasses.copySteps(Steps.given(), kit.stepClasses(), target);
    }

    /** Copies a class of testkit and the classes inside it. */
    private static void copy(Class<?> type, Path target) {
        String name = type.getName().replace('.', '/');
        ModuleClasses.filesOfPackage(type).forEach((file, content) -> {
            if (file.equals(name + ".class") || file.startsWith(name + "$")) {
                try {
                    Files.createDirectories(target.resolve(file).getParent());
                    Files.write(target.resolve(file), content);
                } catch (IOException e) {
                    throw new UncheckedIOException("can't copy " + type, e);
                }
            }
        });
    }

    private static boolean has(List<Step> steps, Step step) {
        return steps.stream().anyMatch(one -> one.id().equals(step.id()));
    }

    private static boolean isOracleWithheld(List<Step> own) {
        return own.stream().map(Step::id).anyMatch(HAVE_NO_ORACLE::contains);
    }

    /**
     * Lists the steps whose stand-ins do not work in a worker.
     *
     * @param own the steps of the submission that run in the worker
     * @return the steps; none if the worker has the oracle
     */
    public static List<Step> withheld(List<Step> own) {
        return isOracleWithheld(own) ? Steps.all().stream()
                .filter(step -> ASK_ORACLE.contains(step.id()) && !has(own, step)).toList() : List.of();
    }
}
