package org.rnnkit.grader.worker;

import java.util.function.Predicate;

/**
 * Messages of throwables, limited in length. A student's exception class may override its methods, so even asking for the
 * message may throw.
 */
public final class ThrowableMessages {

    private static final int MAX_MESSAGE = 4_000;

    private ThrowableMessages() {}

    /** Returns the message of a throwable, or the name of its class if it has no message. */
    public static String of(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            if (message != null && !message.isBlank()) {
                return cut(message).strip();
            }
        } catch (RuntimeException | Error e) {
            return thrown.getClass().getSimpleName() + ", whose getMessage() throws";
        }
        return thrown.getClass().getSimpleName();
    }

    /** Returns the class name and the message of a throwable. */
    public static String named(Throwable thrown) {
        String message = of(thrown);
        String name = thrown.getClass().getSimpleName();
        return message.startsWith(name) ? message : name + ": " + message;
    }

    /**
     * Returns the class name, the message and the source line of a throwable that comes from the steps.
     *
     * @return the name of its class, its message, and the line of a step that threw it or called the code that threw it;
     *     without a line if no step was running
     */
    public static String ofSteps(Throwable thrown) {
        return located(thrown, name -> name.startsWith("org.rnnkit.step"));
    }

    /**
     * Returns the class name, the message and the source line of a throwable.
     *
     * @param classOfStudent tells for the name of a class whether it belongs to the student
     * @return the name of its class, its message, and the line of student code that threw it or called the code that threw
     *     it; without a line if no student code was running
     */
    public static String located(Throwable thrown, Predicate<String> classOfStudent) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (classOfStudent.test(frame.getClassName())) {
                return named(thrown) + " (at " + frame.getFileName() + ":" + frame.getLineNumber() + ")";
            }
        }
        return named(thrown);
    }

    private static String cut(String message) {
        return message.length() <= MAX_MESSAGE ? message
                : message.substring(0, MAX_MESSAGE) + "… (cut, " + message.length() + " characters)";
    }
}
