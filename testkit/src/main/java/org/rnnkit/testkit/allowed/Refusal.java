package org.rnnkit.testkit.allowed;

/**
 * The first thing in a step's code that a step may not use or do.
 *
 * @param place the class, the method and the line; the line is negative if it is not known
 * @param sentence what the code does there, why a step may not, and what to do instead; it continues the place
 */
public record Refusal(StackTraceElement place, String sentence) {

    /**
     * Returns the message for the student.
     *
     * @return the place, such as EpochTraining.java:37, and the sentences
     */
    public String message() {
        return place.getFileName() + (place.getLineNumber() > 0 ? ":" + place.getLineNumber() : "") + " " + sentence;
    }
}
