package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rnnkit.grader.worker.Messages.Bounds;

/** A probe: it calls a step's code with given values and returns the raw results. */
@FunctionalInterface
public interface Probe {

    /** The name of the engine's seed in a question. The seed makes a step's random numbers repeatable. */
    String ENGINE_SEED = "engineSeed";

    /** The name of a text in a question with an argument that the step must reject. It says in words what is wrong. */
    String BAD_ARGUMENT = "badArgument";

    /** The end of each probe's name, after the name of the step's class. */
    String SUFFIX = "Probe";

    /** Calls the step's code with the arguments and returns the results. */
    ProbePayload ask(Arguments given);

    /**
     * Seeds the engine with the question's seed and calls the step's code.
     *
     * @param className the name of the step's class, such as "OneHotEncoding"
     * @param question the values to call its code with
     * @param manager the owner of all arrays, closed afterwards
     * @return the results, and what the call has done beside them
     */
    static ProbePayload answer(String className, ProbePayload question, NDManager manager) {
        Engine.getInstance().setRandomSeed(question.integer(ENGINE_SEED));
        Probe probe = of(className);
        Arguments given = new Arguments(question, manager);
        String bad = question.text(BAD_ARGUMENT);
        return bad == null ? given.addSideEffects(probe.ask(given)) : rejection(bad, probe, given);
    }

    private static ProbePayload rejection(String bad, Probe probe, Arguments given) {
        String thrown = "nothing";
        try {
            probe.ask(given);
        } catch (IllegalArgumentException expected) { // or a subclass
            return new ProbePayload();
        } catch (RuntimeException other) {
            thrown = other.getClass().getSimpleName();
        }
        return new ProbePayload().withMistake(bad + ": expected an IllegalArgumentException, but thrown was " + thrown);
    }

    /**
     * Finds a step's probe by the name of its class, such as "OneHotEncoding".
     *
     * @throws IllegalStateException if the step has no probe
     */
    static Probe of(String className) {
        return StepParts.create(Probe.class, className, SUFFIX);
    }

    /**
     * The answer of a step's code to one question.
     *
     * @param values the results; null after a failure
     * @param failure the reason of a failure; empty if there are results
     */
    record ProbeAnswer(ProbePayload values, String failure) {

        private static final int MAX_TEXT = 20_000;

        /** Rejects longer texts than there can be, because an answer may be forged. */
        public ProbeAnswer {
            Bounds.require(values == null || values.texts().values().stream()
                    .allMatch(text -> text == null || text.length() <= MAX_TEXT), "length of a text");
        }
    }

    /** A finder of each step's own classes in the grader: its probe and its check, named after the step's class. */
    final class StepParts {

        /** The files with the parts of several of the nine steps. A bonus step can be removed, so it has files of its own. */
        private static final List<String> SHARED_FILES = List.of("Array", "Model", "Training");

        private StepParts() {}

        /**
         * Makes a step's part. Its class is loaded only now, because a probe's class needs the step's classes.
         *
         * @param kind the part's interface, in the package of the part
         * @param className the name of the step's class, such as "OneHotEncoding"
         * @param suffix the end of the part's name, such as "Probe"
         * @throws IllegalStateException if the step has no such part
         */
        public static <T> T create(Class<T> kind, String className, String suffix) {
            Class<? extends T> type = require(kind, className, suffix);
            try {
                var constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                return constructor.newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type.getName()
                        + " can't be created: it needs a constructor without parameters.", e);
            }
        }

        /** Finds the class of a step's part as {@link #create} does, without running its code. */
        public static <T> Class<? extends T> require(Class<T> kind, String className, String suffix) {
            String part = className + suffix;
            List<String> places = Stream.concat(Stream.of(part),
                    SHARED_FILES.stream().map(file -> file + suffix + "s$" + part)).toList();
            for (String place : places) {
                try {
                    return Class.forName(kind.getPackageName() + "." + place, false, kind.getClassLoader()).asSubclass(kind);
                } catch (ClassNotFoundException elsewhere) {
                    // The next place may have it.
                }
            }
            throw new IllegalStateException(className + " has no " + suffix.toLowerCase(Locale.ROOT)
                    + ". Write grader/src/main/java/" + kind.getPackageName().replace('.', '/') + "/" + part + ".java.");
        }
    }
}
