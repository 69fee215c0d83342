package org.rnnkit.testkit.junit;

import java.util.Arrays;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.steps.Step;

/** Says in words what a student's code threw, and where. */
final class ExceptionExplainer {

    private static final int LONGEST = 400;
    /** Longer than any message of the engine with its native trace. */
    private static final int LONGEST_READ = 20_000;

    private ExceptionExplainer() {}

    /** Makes a failure with the exception in words, followed by its meaning in any step and in this one, where known. */
    static AssertionError failure(Throwable thrown, Step step, EngineErrors stepErrors) {
        String common = commonMeaning(thrown);
        String meaning = common + stepErrors.meaning(thrown).map(text -> (common.isEmpty() ? "\n" : " ") + text).orElse("");
        String message = describe(thrown, step) + meaning;
        return meaning.isEmpty() ? new AssertionError(message, thrown) : Mismatch.explained(message, thrown,
                meaning.equals(common) ? Mismatch.Kind.GENERAL : Mismatch.Kind.EXPLAINED);
    }

    static String describe(Throwable thrown, Step step) {
        String where = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().equals(step.fullName()))
                .findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
        return step.className() + " threw " + thrown.getClass().getSimpleName() + where + ": "
                + firstLines(message(thrown));
    }

    /** Returns the meaning that an error has in any step. */
    private static String commonMeaning(Throwable thrown) {
        String message = message(thrown);
        if (message.contains("backward through the graph a second time")) {
            return "\nThe state still hangs on the graph of the minibatch before: it is kept, but not detached. "
                    + "Take stopGradient() of every array of the state before the next minibatch.";
        }
        if (message.contains("leaf Variable that requires grad")) {
            return "\nA parameter was changed in place while gradients are recorded. Leave updates to the updater, "
                    + "and change values through a stopGradient() handle.";
        }
        if (message.contains("does not require grad")) {
            return "\nNothing that the loss was computed from has a gradient attached: the graph is cut, or the "
                    + "computation stands outside the gradient collector.";
        }
        if (message.contains("has been released already")) {
            return "\nAn array was used after it, its manager or its batch was closed.";
        }
        if (message.contains("has been closed already")) {
            return "\nA manager was used after it was closed.";
        }
        if (message.contains("modified by an inplace operation")) {
            return "\nA value that backward needs was changed after forward: update parameters after backward, and "
                    + "change no array of the forward pass in place.";
        }
        if (message.contains("expected scalar type") || message.contains("same dtype")) {
            return "\nTwo arrays of different data types meet; everything but tokens is float32 here.";
        }
        if (thrown instanceof StackOverflowError) {
            return "\nA method calls itself without end.";
        }
        return "";
    }

    /** Returns the message of an exception, or its first 20,000 characters. */
    static String message(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return message.length() <= LONGEST_READ ? message : message.substring(0, LONGEST_READ);
    }

    /** The engine's own messages go on with a native trace. */
    private static String firstLines(String message) {
        String readable = message.lines().takeWhile(line -> !line.startsWith("Exception raised from"))
                .limit(3).reduce((a, b) -> a + " " + b).orElse("");
        return readable.length() <= LONGEST ? readable : readable.substring(0, LONGEST) + " …";
    }
}
