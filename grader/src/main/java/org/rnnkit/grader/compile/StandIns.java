package org.rnnkit.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.testkit.oracle.Clipping;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.testkit.oracle.RnnReader;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The classes in a worker that take the places of the steps that do not run there: stand-ins, and the given steps. Some
 * stand-ins compute with an oracle. The oracle of a step that runs there is withheld, because the step could ask it for the
 * answers; then the stand-ins that need it do not work.
 */
public final class StandIns {

    /** The oracle that computes what a step must, by the number of the step. */
    private static final Map<Integer, Class<?>> ORACLES = Map.of(4, Rnn.class, 6, RnnReader.class, 7, Clipping.class,
            8, Epoch.class);
    /** The oracles that a step's stand-in needs. */
    private static final Map<Integer, Set<Class<?>>> NEEDED = Map.of(4, Set.of(Rnn.class), 6, Set.of(Rnn.class, RnnReader.class),
            7, Set.of(Clipping.class), 8, Set.of(Rnn.class, Clipping.class, Epoch.class));
    /** What stand-ins need beside oracles and the given models, which every worker has. */
    private static final List<Class<?>> HELPERS = List.of(Parameters.class, Matrix.class);

    private StandIns() {}

    /**
     * Copies the classes for a worker.
     *
     * @param kit the kit
     * @param own the steps of the submission that run in the worker
     * @param target an existing folder
     */
    static void copyTo(Kit kit, List<Step> own, Path target) {
        copyGiven(kit, target);
        CompiledClasses.copySteps(Steps.withBonus().stream().filter(step -> isOther(step, own)).toList(), kit.standIns(), target);
        Stream.concat(HELPERS.stream(), ORACLES.entrySet().stream()
                .filter(oracle -> own.stream().noneMatch(step -> oracle.getKey() == step.number())).map(Map.Entry::getValue))
                .forEach(type -> copy(type, target));
    }

    /** Copies the given steps, whose finished classes students have. */
    static void copyGiven(Kit kit, Path target) {
        CompiledClasses.copySteps(Steps.given(), kit.layout().steps().resolve("target/classes"), target);
    }

    private static boolean isOther(Step step, List<Step> own) {
        return own.stream().noneMatch(running -> running.number() == step.number());
    }

    /** Copies a class of testkit and the classes inside it. */
    private static void copy(Class<?> type, Path target) {
        Path folder = Path.of(type.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(ModuleClasses.of(type).resolve(folder))) {
            Files.createDirectories(target.resolve(folder));
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.equals(type.getSimpleName() + ".class") || name.startsWith(type.getSimpleName() + "$")) {
                    Files.copy(file, target.resolve(folder).resolve(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't copy " + type, e);
        }
    }

    /**
     * Lists the steps whose stand-ins would not work in a worker.
     *
     * @param own the steps of the submission that would run in the worker
     * @return the other steps whose stand-ins need an oracle that is withheld
     */
    public static List<Step> withheld(List<Step> own) {
        return Steps.all().stream().filter(step -> isOther(step, own))
                .filter(step -> own.stream().map(running -> ORACLES.get(running.number()))
                        .anyMatch(oracle -> oracle != null && NEEDED.getOrDefault(step.number(), Set.of()).contains(oracle)))
                .toList();
    }
}
