package org.rnnkit.toolkit;

import java.util.stream.Stream;

/** The exception that a stub throws. Its message names the step and the file to open. */
public final class NotImplementedYet extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String stepId;

    /**
     * Makes the exception of a stub.
     *
     * @param stub the class to write, in the package of the step
     */
    public NotImplementedYet(Class<?> stub) {
        this(stub, "");
    }

    private NotImplementedYet(Class<?> stub, String advice) {
        super(message(stub.getName()) + advice);
        stepId = stepId(stub);
    }

    /**
     * Throws the exception of a stub, in the middle of a method. What follows compiles, as it would not after a throw
     * statement.
     *
     * @param stub the class to write, in the package of the step
     * @throws NotImplementedYet always
     */
    public static void raise(Class<?> stub) {
        throw new NotImplementedYet(stub, ".\nIf it is written, delete the line NotImplementedYet.raise in it");
    }

    /**
     * Returns the id of the step that is not written.
     *
     * @return the last part of the package's name, such as "step1onehot"
     */
    public String stepId() {
        return stepId;
    }

    /**
     * Returns the method that is not written.
     *
     * @return the name of the stub's method; the name of the class for a constructor; empty if it is not known
     */
    public String method() {
        return Stream.of(getStackTrace()).filter(frame -> !frame.getClassName().equals(NotImplementedYet.class.getName()))
                .findFirst().map(frame -> frame.getMethodName().replace("<init>", frame.getClassName()
                        .replaceAll(".*[.$]", ""))).orElse("");
    }

    /**
     * Says that a class is still a stub.
     *
     * @param stub the full name of the class to write
     * @return the step, and the file to open
     */
    public static String message(String stub) {
        String number = stub.replaceAll("\\.[^.]*$|\\D+", "");
        String file = "src/main/java/" + stub.replace('.', '/') + ".java";
        return "Step " + number + " is not written yet: open exercises/" + file
                + " (its chapter is the README.md beside it)";
    }

    private static String stepId(Class<?> stub) {
        String name = stub.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
