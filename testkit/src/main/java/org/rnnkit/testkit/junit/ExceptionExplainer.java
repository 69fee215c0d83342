package org.rnnkit.testkit.junit;

import java.util.Arrays;
import java.util.Set;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.steps.Step;

/** Says in words what a student's code threw, and where. */
final class ExceptionExplainer {

    private static final int LONGEST = 400;

    /** The steps that multiply data by weights; elsewhere shapes that don't fit have other reasons. */
    private static final Set<Integer> PRODUCTS = Set.of(4, 11, 13);

    private ExceptionExplainer() {}

    /** A failure with the exception in words, and what it means here where that is known. */
    static AssertionError failure(Throwable thrown, Step step) {
        String meaning = meaning(thrown, step);
        String message = describe(thrown, step) + meaning;
        return meaning.isEmpty() ? new AssertionError(message, thrown) : Mismatch.explained(message, thrown);
    }

    static String describe(Throwable thrown, Step step) {
        String where = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().equals(step.packageName() + "." + step.className()))
                .findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
        return step.className() + " threw " + thrown.getClass().getSimpleName() + where + ": "
                + firstLines(String.valueOf(thrown.getMessage()));
    }

    /** What engine errors that students meet often mean here. */
    private static String meaning(Throwable thrown, Step step) {
        String message = String.valueOf(thrown.getMessage());
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
            return "\nAn array was used after it, its manager or its batch was closed." + (step.number() == 8
                    ? " If it is the state that you keep: an NDScope closes it too, unless it is taken out with "
                            + "NDScope.unregister while the scope is open; and so does the batch's manager, unless you "
                            + "detach() it" : "");
        }
        if (message.contains("has been closed already")) {
            return "\nA manager was used after it was closed.";
        }
        if (message.contains("modified by an inplace operation")) {
            return "\nA value that backward needs was changed after forward: update parameters after backward, and "
                    + "change no array of the forward pass in place.";
        }
        // The first where state and inputs are put side by side, the second where their products are added.
        if (step.number() == 8 && (message.contains("Sizes of tensors must match")
                || message.contains("must match the size of tensor"))) {
            return "\nOften the state was made for another number of sequences than this minibatch has.";
        }
        String shapes = PRODUCTS.contains(step.number()) ? meaningOfShapes(message, thrown) : "";
        if (!shapes.isEmpty()) {
            return shapes;
        }
        if (message.contains("expected scalar type") || message.contains("same dtype")) {
            return "\nTwo arrays of different data types meet; everything but tokens is float32 here.";
        }
        if (thrown instanceof StackOverflowError) {
            return "\nA method calls itself without end.";
        }
        return "";
    }

    private static String meaningOfShapes(String message, Throwable thrown) {
        if (message.contains("mat1 and mat2 shapes cannot be multiplied")) {
            return "\na.matMul(b) needs as many columns of a as b has rows. Data stand first and weights second, "
                    + "X.matMul(W), and each weight is [from, to].";
        }
        if (message.contains("must match the size of tensor") && isCalled(thrown, "mul")) {
            return "\nmul multiplies element by element; the product of matrices is matMul.";
        }
        if (message.contains("at non-singleton dimension 1") && isCalled(thrown, "add")) {
            return "\nadd goes element by element, and a bias along every row: it must be as long as a row is.";
        }
        return "";
    }

    /** Whether the engine was asked for this operation, by this name, when it threw. */
    private static boolean isCalled(Throwable thrown, String operation) {
        return Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith(".PtNDArray") && frame.getMethodName().equals(operation));
    }

    /** The engine's own messages go on with a native trace. */
    private static String firstLines(String message) {
        String readable = message.lines().takeWhile(line -> !line.startsWith("Exception raised from"))
                .limit(3).reduce((a, b) -> a + " " + b).orElse("");
        return readable.length() <= LONGEST ? readable : readable.substring(0, LONGEST) + " …";
    }
}
