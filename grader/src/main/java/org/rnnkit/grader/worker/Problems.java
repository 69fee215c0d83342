package org.rnnkit.grader.worker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.rnnkit.grader.worker.TestResult.Kind;
import org.rnnkit.grader.worker.TestResult.Problem;
import org.rnnkit.toolkit.NotImplementedYet;

/** Puts what a test threw into words. */
final class Problems {

    /** Enough to explain a mistake; a student's exception can be as long as it likes. */
    private static final int MAX_MESSAGE = 4_000;
    private static final int MAX_CAUSES = 20;

    private final StepRequest request;

    Problems(StepRequest request) {
        this.request = request;
    }

    /** Describes a throwable, which may be null. */
    Problem of(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        if (causes.isEmpty()) {
            return new Problem(Kind.OTHER, "no reason given");
        }
        for (Throwable cause : causes) {
            if (cause instanceof NotImplementedYet stub && stub.stepId().equals(request.stepId())) {
                return new Problem(Kind.NOT_WRITTEN, words(cause));
            }
            if (cause instanceof OutOfMemoryError) {
                return new Problem(Kind.OUT_OF_MEMORY, named(cause));
            }
            if (isMissing(cause)) {
                return new Problem(Kind.NOT_LINKED, named(cause));
            }
        }
        return new Problem(Kind.OTHER, thrown instanceof AssertionError ? words(thrown) : named(thrown) + at(thrown));
    }

    /** Whether a class or member is not there; a class whose initialisation failed is there. */
    private static boolean isMissing(Throwable cause) {
        return cause instanceof IncompatibleClassChangeError
                || cause instanceof NoClassDefFoundError && !words(cause).startsWith("Could not initialize");
    }

    private static List<Throwable> causes(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        Throwable next = thrown;
        while (next != null && seen.add(next) && causes.size() < MAX_CAUSES) {
            causes.add(next);
            try {
                next = next.getCause();
            } catch (RuntimeException | Error e) { // a student's exception class may do anything
                next = null;
            }
        }
        return causes;
    }

    private static String named(Throwable thrown) {
        String words = words(thrown);
        String name = thrown.getClass().getSimpleName();
        return words.equals(name) ? name : name + ": " + words;
    }

    private static String words(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            if (message != null && !message.isBlank()) {
                return cut(message).strip();
            }
        } catch (RuntimeException | Error e) {
            return thrown.getClass().getSimpleName() + ", whose message can't be had";
        }
        return thrown.getClass().getSimpleName();
    }

    private static String cut(String message) {
        return message.length() <= MAX_MESSAGE ? message
                : message.substring(0, MAX_MESSAGE) + "… (cut, " + message.length() + " characters)";
    }

    /** The line of the step that threw, or that called what threw. */
    private String at(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String type = frame.getClassName();
            boolean ofStep = type.startsWith(request.packageName() + ".");
            boolean ofTest = request.testClasses().contains(type.replaceAll("\\$.*", ""));
            if (ofStep && !ofTest) {
                return " (at " + frame.getFileName() + ":" + frame.getLineNumber() + ")";
            }
        }
        return "";
    }
}
