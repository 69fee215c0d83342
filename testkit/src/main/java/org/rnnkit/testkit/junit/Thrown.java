package org.rnnkit.testkit.junit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rnnkit.testkit.steps.Step;

/**
 * An exception that came out of a test of a step.
 *
 * @param error the exception
 * @param step the step; null for a line that a learner tries in JShell
 */
record Thrown(Throwable error, Step step) {

    /** The package of JShell for the lines. */
    private static final String LINES = "REPL.";

    private static final int LONGEST = 400;
    /** Longer than any message of the engine with its native trace. */
    private static final int LONGEST_READ = 20_000;

    /** The text after the engine's first sentence: advice for Python, or a native trace. */
    private static final Pattern ADVICE = Pattern.compile("(?s)(?<!i\\.e|e\\.g)\\.\\s+(?=[A-Z])|, please call .*| ?Hint: .*"
            + "|\\R.*|Exception raised from .*|Did you mean.*| \\(while checking arguments.*| \\(\\S+ and \\S+ are in .*");
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*+\\.)++(?=[A-Z])");
    /** Java's names for variables in code that was compiled without their names. */
    private static final Pattern NAMELESS = Pattern.compile("<(?:local|parameter)\\d+>");

    /** Returns the message, or its first 20,000 characters. */
    String message() {
        String message = String.valueOf(error.getMessage());
        return message.length() <= LONGEST_READ ? message : message.substring(0, LONGEST_READ);
    }

    /** Returns the file and line of the step's code that threw the exception, or that called the code that threw it. */
    Optional<String> place() {
        int index = own();
        return index < 0 ? Optional.empty()
                : Optional.of(trace().get(index).getFileName() + ":" + trace().get(index).getLineNumber());
    }

    /** Returns the method that the step's code called and that threw, such as "concat" or "new TrainingResult". */
    Optional<String> call() {
        int index = own();
        if (index < 1) {
            return Optional.empty();
        }
        String method = trace().get(index - 1).getMethodName();
        String type = trace().get(index - 1).getClassName().replaceAll(".*[.$]", "");
        return method.startsWith("lambda$") ? Optional.empty()
                : Optional.of(method.equals("<init>") ? "new " + type : method);
    }

    /** Returns the exception that the step's code has wrapped in another, or else this one. */
    Thrown unwrapped() {
        List<Thrown> causes = Causes.of(error).stream().map(cause -> new Thrown(cause, step)).toList();
        return causes.stream().filter(cause -> !cause.isOwn()).findFirst().orElse(causes.get(causes.size() - 1));
    }

    /** Tells whether the step's code threw, or called the code that threw. */
    boolean isInStep() {
        return own() >= 0;
    }

    /** Tells whether a statement of the step's own code threw. */
    boolean isOwn() {
        return own() == 0;
    }

    /** Tells whether the step's code called a method of an array, such as "mul", directly or not. */
    boolean calledOnArray(String method) {
        int index = own();
        return index > 0 && trace().subList(0, index).stream().anyMatch(frame
                -> frame.getClassName().endsWith(".PtNDArray") && frame.getMethodName().equals(method));
    }

    /** Tells whether the exception comes from a package or one inside it. */
    boolean isFrom(String packageName) {
        return !trace().isEmpty() && trace().get(0).getClassName().startsWith(packageName + ".");
    }

    /** Says what was thrown and where, with the first sentence of the message. */
    String inItsOwnWords() {
        String type = error.getClass().getSimpleName();
        return place().map(place -> step.className() + " threw " + type + " at " + place)
                .orElse(trace().isEmpty() ? step.className() + " threw " + type
                        : "A test called " + step.className() + " and then threw " + type) + sentence();
    }

    /** Returns the first sentence of the message, after a colon; empty without a message. */
    String sentence() {
        if (error.getMessage() == null) {
            return "";
        }
        String first = ADVICE.splitAsStream(message().strip()).findFirst().orElse("");
        String readable = PACKAGE.matcher(first).replaceAll("");
        readable = NAMELESS.matcher(readable).replaceAll("variable");
        return ": " + (readable.length() <= LONGEST ? readable : readable.substring(0, LONGEST) + " …");
    }

    /** Returns the index of the first stack frame in the step's code, or -1. */
    private int own() {
        for (int i = 0; i < trace().size(); i++) {
            String name = trace().get(i).getClassName();
            if (step == null ? name.startsWith(LINES)
                    : name.equals(step.fullName()) || name.startsWith(step.fullName() + "$")) {
                return i;
            }
        }
        return -1;
    }

    List<StackTraceElement> trace() {
        return List.of(error.getStackTrace());
    }
}
