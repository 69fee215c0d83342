package org.rnnkit.toolkit;

/** What a stub throws until a student has written it: names the step and the file to open. */
public final class NotImplementedYet extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String stepId;

    /**
     * Says that a step's class is still the stub.
     *
     * @param stub the class to write; its package is the step
     */
    public NotImplementedYet(Class<?> stub) {
        super(message(stub));
        stepId = stepId(stub);
    }

    /**
     * Returns which step is missing.
     *
     * @return the step's id, the last part of its package's name, such as "step1onehot"
     */
    public String stepId() {
        return stepId;
    }

    private static String message(Class<?> stub) {
        String number = stepId(stub).replaceAll("\\D+", "");
        String file = "src/main/java/" + stub.getName().replace('.', '/') + ".java";
        return "Step " + number + " is not written yet: open exercises/" + file
                + " (its chapter is the README.md beside it)";
    }

    private static String stepId(Class<?> stub) {
        String name = stub.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
