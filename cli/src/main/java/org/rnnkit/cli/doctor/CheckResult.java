package org.rnnkit.cli.doctor;

/**
 * One thing that was looked at.
 *
 * @param grade how it is
 * @param subject what was looked at
 * @param words what was found
 * @param remedy how to get what is missing; empty if nothing is
 */
public record CheckResult(Grade grade, String subject, String words, String remedy) {

    /** How a thing is. */
    public enum Grade {
        /** As it should be. */
        GOOD,
        /** Grading works without it, and less well. */
        LACKING,
        /** Without it there is no grading. */
        BAD
    }

    /** It is there. */
    static CheckResult good(String subject, String words) {
        return new CheckResult(Grade.GOOD, subject, words, "");
    }

    /** It is not there, and would be good to have. */
    static CheckResult lacking(String subject, String words, String remedy) {
        return new CheckResult(Grade.LACKING, subject, words, remedy);
    }

    /** It is not there, and has to be. */
    static CheckResult bad(String subject, String words, String remedy) {
        return new CheckResult(Grade.BAD, subject, words, remedy);
    }
}
