package org.rnnkit.grader.worker.probe;

import java.util.Locale;

/** A finder of the classes that each step has for itself in the grader: its probe and its check, named after its class. */
public final class StepParts {

    private StepParts() {}

    /**
     * Makes a step's part. Its class is loaded when it is wanted and not before: a probe stands on the step's classes.
     *
     * @param kind the part's interface, in the package of the part
     * @param className the class that the step is about, such as "OneHotEncoding"
     * @param suffix the end of the part's name, such as "Probe"
     * @param <T> the part's type
     * @return the part
     * @throws IllegalStateException if the step has no such part
     */
    public static <T> T create(Class<T> kind, String className, String suffix) {
        Class<? extends T> type = require(kind, className, suffix);
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " can't be created: it needs a constructor without parameters.",
                    e);
        }
    }

    /**
     * Finds the class of a step's part, and runs none of its code.
     *
     * @param kind the part's interface, in the package of the part
     * @param className the class that the step is about, such as "OneHotEncoding"
     * @param suffix the end of the part's name, such as "Probe"
     * @param <T> the part's type
     * @return the class of the part
     * @throws IllegalStateException if the step has no such part
     */
    public static <T> Class<? extends T> require(Class<T> kind, String className, String suffix) {
        String name = kind.getPackageName() + "." + className + suffix;
        try {
            return Class.forName(name, false, kind.getClassLoader()).asSubclass(kind);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(className + " has no " + suffix.toLowerCase(Locale.ROOT)
                    + ". Write grader/src/main/java/" + name.replace('.', '/') + ".java.", e);
        }
    }
}
