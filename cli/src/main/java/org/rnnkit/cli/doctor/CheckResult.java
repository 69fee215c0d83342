package org.rnnkit.cli.doctor;

/**
 * The result of one check.
 *
 * @param grade how good the result is
 * @param subject the thing that was checked
 * @param words the result in words
 * @param remedy how to get what is missing; empty if nothing is missing
 */
public record CheckResult(Grade grade, String subject, String words, String remedy) {

    /** The grade of a result. */
    public enum Grade {
        /** The thing is as it should be. */
        GOOD,
        /** The thing is missing; grading works without it, but less well. */
        LACKING,
        /** The thing is missing, and grading does not work without it. */
        BAD
    }

    /** Makes a good result. */
    static CheckResult good(String subject, String words) {
        return new CheckResult(Grade.GOOD, subject, words, "");
    }

    /** Makes the result of a missing thing that grading can do without. */
    static CheckResult lacking(String subject, String words, String remedy) {
        return new CheckResult(Grade.LACKING, subject, words, remedy);
    }

    /** Makes the result of a missing thing that grading needs. */
    static CheckResult bad(String subject, String words, String remedy) {
        return new CheckResult(Grade.BAD, subject, words, remedy);
    }
}
