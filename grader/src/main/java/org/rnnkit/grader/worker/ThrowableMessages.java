package org.rnnkit.grader.worker;

import java.util.function.Predicate;

/** What was thrown, in words of bearable length; a student's exception may be and do anything. */
public final class ThrowableMessages {

    private static final int MAX_MESSAGE = 4_000;

    private ThrowableMessages() {}

    /**
     * Returns the message.
     *
     * @param thrown what was thrown
     * @return its message, or its name where it has none
     */
    public static String of(Throwable thrown) {
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

    /**
     * Returns name and message.
     *
     * @param thrown what was thrown
     * @return the exception's name and its message
     */
    public static String named(Throwable thrown) {
        String words = of(thrown);
        String name = thrown.getClass().getSimpleName();
        return words.startsWith(name) ? words : name + ": " + words;
    }

    /**
     * Returns name, message and place.
     *
     * @param thrown what was thrown
     * @param classOfStudent whether a class, by its name, is a student's
     * @return the name, the message and the line of the student's that threw, or that called what threw
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
