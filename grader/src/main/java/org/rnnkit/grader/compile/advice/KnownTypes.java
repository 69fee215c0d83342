package org.rnnkit.grader.compile.advice;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
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
public final class KnownTypes {

    private static final String TOOLKIT = "org.rnnkit.toolkit";

    /** The packages in which a simple name is looked up, the likeliest first. */
    private static final List<String> PACKAGES = List.of("ai.djl.ndarray", "ai.djl.ndarray.types", "ai.djl.ndarray.index",
            "ai.djl.engine", "ai.djl.nn", "ai.djl.nn.core", "ai.djl.training",
            "ai.djl.training.dataset", "ai.djl.training.loss", "ai.djl.modality.nlp",
            TOOLKIT, "java.util", "java.util.stream", "java.util.function", "java.io");

    static final Set<String> NAMES = Stream.concat(Steps.withBonus().stream().map(Step::className), Stream.of(
            "NDArray", "NDArrays", "NDList", "NDManager", "Shape", "DataType", "NDIndex", "Engine",
            "GradientCollector", "Batch", "Loss", "Vocabulary", "RnnOutput", "LanguageModel", "EpochResult",
            "TrainingResult", "TrainingMonitor",
            "ParameterInitializer", "StateInitializer", "ForwardFunction",
            "Updaters", "NDScope", "SparseFormat", "Embedding", "Activation", "Updater",
            "Sampling", "SequenceDataset", "List", "ArrayList",
            "Map", "HashMap", "Arrays", "Random")).collect(Collectors.toUnmodifiableSet());

    private KnownTypes() {}

    /** Finds a class by its simple name or by its full one. */
    static Optional<Class<?>> named(String name) {
        Stream<String> candidates = name.contains(".") ? Stream.of(name)
                : PACKAGES.stream().map(where -> where + "." + name);
        return candidates.flatMap(candidate -> load(candidate).stream()).findFirst();
    }

    /** Finds a class's full name by its simple one. Step classes come from the list of steps: they can't be loaded here. */
    public static Optional<String> fullName(String name) {
        return Steps.withBonus().stream().filter(step -> step.className().equals(name)).findFirst()
                .map(step -> step.packageName() + "." + name).or(() -> named(name).map(Class::getName));
    }

    /** Returns the names of the public methods of a type. */
    static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getMethods()).map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the methods that a toolkit type offers, such as "logits()"; empty for other types. */
    static List<String> toolkitMethods(Class<?> type) {
        return !type.getPackageName().equals(TOOLKIT) ? List.of() : Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()
                        && !Set.of("equals", "hashCode", "toString").contains(method.getName()))
                .map(method -> method.getName() + parameters(method)).sorted().toList();
    }

    /** Returns the call of a toolkit type's only constructor, such as "new RnnOutput(NDArray logits, NDList state)". */
    static Optional<String> constructor(String name) {
        return named(name).filter(type -> type.getPackageName().equals(TOOLKIT) && type.getConstructors().length == 1)
                .map(type -> "new " + type.getSimpleName() + parameters(type.getConstructors()[0]));
    }

    private static String parameters(Executable call) {
        return Arrays.stream(call.getParameters()).map(parameter -> parameter.getType().getSimpleName()
                + (parameter.isNamePresent() ? " " + parameter.getName() : "")).collect(Collectors.joining(", ", "(", ")"));
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
