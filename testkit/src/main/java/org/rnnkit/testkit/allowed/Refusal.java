package org.rnnkit.testkit.allowed;

/**
 * The first thing in a step's code that a step may not use or do.
 *
 * @param place the class, the method and the line; the line is negative if it is not known
 * @param sentence what the code does there, why a step may not, and what to do instead; it continues the place
 */
public record Refusal(StackTraceElement place, String sentence) {

    /** What each refusal says between what the code does and why a step may not. */
    static final String MAY_NOT = ", which a step may not ";

    /**
     * Tells whether a message is that of a refusal.
     *
     * @param message the message of a step that failed
     * @return whether the step failed because of what it uses, before any test
     */
    public static boolean isMessage(String message) {
        return message.contains(MAY_NOT);
    }

    /**
     * Returns the message for the student.
     *
     * @return the place, such as EpochTraining.java:37, and the sentences
     */
    public String message() {
        return place.getFileName() + (place.getLineNumber() > 0 ? ":" + place.getLineNumber() : "") + " " + sentence;
    }
}
