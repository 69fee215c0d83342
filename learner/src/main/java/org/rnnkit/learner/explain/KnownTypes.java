package org.rnnkit.learner.explain;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The classes that students use in the steps, found by their simple names. */
final class KnownTypes {

    /** The packages in which a simple name is looked up, the likeliest first. */
    private static final List<String> PACKAGES = List.of("ai.djl.ndarray", "ai.djl.ndarray.types", "ai.djl.ndarray.index",
            "ai.djl.engine", "ai.djl.training", "ai.djl.training.dataset", "ai.djl.training.loss", "ai.djl.modality.nlp",
            "org.rnnkit.toolkit", "java.util", "java.util.stream", "java.util.function", "java.io");

    private static final Set<String> NAMES = Stream.concat(Steps.withBonus().stream().map(Step::className), Stream.of(
            "NDArray", "NDArrays", "NDList", "NDManager", "Shape", "DataType", "NDIndex", "Engine",
            "GradientCollector", "Batch", "Loss", "Vocabulary", "RnnOutput", "LanguageModel", "EpochResult",
            "TrainingResult", "TrainingMonitor", "Updater", "Sampling", "SequenceDataset", "List", "ArrayList",
            "Map", "HashMap", "Arrays", "Random")).collect(Collectors.toUnmodifiableSet());

    private KnownTypes() {}

    /** Finds a class by its simple name or by its full one. */
    static Optional<Class<?>> named(String name) {
        Stream<String> candidates = name.contains(".") ? Stream.of(name)
                : PACKAGES.stream().map(where -> where + "." + name);
        return candidates.flatMap(candidate -> load(candidate).stream()).findFirst();
    }

    /** Finds a class's full name by its simple one. Step classes come from the list of steps: they can't be loaded here. */
    static Optional<String> fullName(String name) {
        return Steps.withBonus().stream().filter(step -> step.className().equals(name)).findFirst()
                .map(step -> step.packageName() + "." + name).or(() -> named(name).map(Class::getName));
    }

    /** Returns the class names that a misspelt one may stand for. */
    static Set<String> names() {
        return NAMES;
    }

    /** Returns the names of the public methods of a type. */
    static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getMethods()).map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Loads a class without initialising it: the engine must not start here. */
    private static Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, KnownTypes.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError notFound) {
            return Optional.empty();
        }
    }
}
