package org.rnnkit.grader.worker.tests;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.step.TestResult.Kind;
import org.rnnkit.grader.worker.step.TestResult.Place;
import org.rnnkit.grader.worker.step.TestResult.Problem;
import org.rnnkit.grader.worker.step.TestsRequest;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.toolkit.NotImplementedYet;

/** A translator from the throwable that ended a test to a {@link Problem} with a message for the student. */
final class FailureMessages {

    private static final int MAX_CAUSES = 20;

    private final TestsRequest request;

    FailureMessages(TestsRequest request) {
        this.request = request;
    }

    /** Describes the throwable that ended a test, with its rank among the failures of the step. It may be null. */
    Problem of(Throwable thrown, int rank) {
        List<Throwable> causes = causes(thrown);
        if (causes.isEmpty()) {
            return new Problem(Kind.OTHER, "no reason given");
        }
        for (Throwable cause : causes) {
            if (cause instanceof NotImplementedYet stub && stub.stepId().equals(request.stepId())) {
                return new Problem(Kind.NOT_WRITTEN, ThrowableMessages.of(cause), Integer.MAX_VALUE, place(causes),
                        stub.method());
            }
            if (cause instanceof ExceptionInInitializerError && cause.getCause() != null) {
                return other(thrown, rank, "A class can't be initialised: "
                        + ThrowableMessages.located(cause.getCause(), this::isOfStudent));
            }
            if (cause instanceof OutOfMemoryError) {
                return new Problem(Kind.OUT_OF_MEMORY, ThrowableMessages.named(cause));
            }
            if (isMissing(cause)) {
                return new Problem(Kind.NOT_LINKED, ThrowableMessages.named(cause));
            }
        }
        return other(thrown, rank, thrown instanceof AssertionError ? ThrowableMessages.of(thrown)
                : ThrowableMessages.located(thrown, this::isOfStudent));
    }

    private Problem other(Throwable thrown, int rank, String message) {
        return new Problem(Kind.OTHER, message, rank, place(causes(thrown)));
    }

    /** Returns the arrays of a failed comparison as JSON; null if the failure is another. */
    static String comparison(Throwable thrown) {
        return causes(thrown).stream().filter(Mismatch.class::isInstance).map(Mismatch.class::cast).findFirst()
                .flatMap(Mismatch::arrays).map(FailureMessages::json).orElse(null);
    }

    private static String json(ArrayComparison comparison) {
        try {
            return Messages.JSON.writeValueAsString(comparison);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a comparison has only numbers and texts", e);
        }
    }

    /** Finds the line of student code that is nearest to the exception's origin; null if no line is a student's. */
    private Place place(List<Throwable> causes) {
        for (int i = causes.size() - 1; i >= 0; i--) {
            for (StackTraceElement frame : causes.get(i).getStackTrace()) {
                if (isOfStudent(frame.getClassName()) && frame.getFileName() != null && frame.getLineNumber() > 0) {
                    return new Place(frame.getFileName(), frame.getLineNumber());
                }
            }
        }
        return null;
    }

    /** Tells whether a class or member is missing. A class whose initialisation failed is not missing. */
    private static boolean isMissing(Throwable cause) {
        return cause instanceof IncompatibleClassChangeError
                || cause instanceof NoClassDefFoundError && !ThrowableMessages.of(cause).startsWith("Could not initialize");
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

    private boolean isOfStudent(String type) {
        return type.startsWith(request.packageName() + ".")
                && !request.testClasses().contains(type.replaceAll("\\$.*", ""));
    }
}
