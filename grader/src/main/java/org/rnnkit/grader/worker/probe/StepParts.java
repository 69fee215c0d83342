package org.rnnkit.grader.worker.probe;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A finder of each step's own classes in the grader: its probe and its check, named after the step's class. */
public final class StepParts {

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
