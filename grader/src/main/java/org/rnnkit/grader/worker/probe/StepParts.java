package org.rnnkit.grader.worker.probe;

import java.util.Locale;

/** A finder of each step's own classes in the grader: its probe and its check, named after the step's class. */
public final class StepParts {

    private StepParts() {}

    /**
     * Makes a step's part. Its class is loaded only now, because a probe's class needs the step's classes.
     *
     * @param kind the part's interface, in the package of the part
     * @param className the name of the step's class, such as "OneHotEncoding"
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
     * Finds the class of a step's part without running its code.
     *
     * @param kind the part's interface, in the package of the part
     * @param className the name of the step's class, such as "OneHotEncoding"
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
