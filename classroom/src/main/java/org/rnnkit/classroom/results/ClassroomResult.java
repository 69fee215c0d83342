package org.rnnkit.classroom.results;

import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.report.Report;

/**
 * The result of one submission in a class.
 *
 * @param report the report; null unless the submission was graded
 * @param reason the reason why there is no report; empty if there is one
 * @param kept whether the mark was computed from kept findings, without a new grading
 */
public record ClassroomResult(String name, ResultKind kind, Report report, String reason, boolean kept) {

    /** Makes a result that is not from kept findings. */
    public ClassroomResult(String name, ResultKind kind, Report report, String reason) {
        this(name, kind, report, reason, false);
    }

    public static ClassroomResult graded(String name, Report report) {
        return new ClassroomResult(name, ResultKind.GRADED, report, "");
    }

    /** Makes the result of a submission whose findings were kept from an earlier run. */
    public static ClassroomResult kept(String name, Report report) {
        return new ClassroomResult(name, ResultKind.GRADED, report, "", true);
    }

    public static ClassroomResult refused(String name, String reason) {
        return new ClassroomResult(name, ResultKind.REFUSED, null, reason);
    }

    public static ClassroomResult waiting(String name) {
        return new ClassroomResult(name, ResultKind.WAITING, null, "waiting to be graded");
    }

    public static ClassroomResult beingGraded(String name) {
        return new ClassroomResult(name, ResultKind.BEING_GRADED, null, "being graded");
    }

    /** Makes the result of a submission that was not graded before the grading was interrupted. */
    public static ClassroomResult notYet(String name) {
        return new ClassroomResult(name, ResultKind.WAITING, null, "not graded yet");
    }

    public static ClassroomResult notCounted(String name, String reason) {
        return new ClassroomResult(name, ResultKind.NOT_COUNTED, null, reason);
    }

    public static ClassroomResult missing(String name, String reason) {
        return new ClassroomResult(name, ResultKind.MISSING, null, reason);
    }

    public static ClassroomResult notInInbox(String name) {
        return new ClassroomResult(name, ResultKind.NOT_IN_INBOX, null,
                "The roster has a time of hand-in, and there is nothing in the inbox.");
    }

    /**
     * Gives a result without a score the total that the instructor gave by hand, if there is one. Somebody who handed in
     * nothing still did not.
     *
     * @param key the name of the submission, or what stands for somebody who has handed in nothing
     */
    public ClassroomResult withMarkByHand(Marking marking, String key) {
        return report != null ? this : marking.markByHand(key, name, reason).map(this::markedByHand).orElse(this);
    }

    ClassroomResult markedByHand(Report mark) {
        return isSubmission() ? graded(name, mark) : new ClassroomResult(name, kind, mark, "");
    }

    /** Tells whether something was handed in. */
    public boolean isSubmission() {
        return kind != ResultKind.IGNORED && kind != ResultKind.MISSING && kind != ResultKind.NOT_IN_INBOX;
    }

    /** Tells whether the submission will still get its result in this run. */
    public boolean isUnfinished() {
        return kind == ResultKind.WAITING || kind == ResultKind.BEING_GRADED;
    }

    /** Makes the line of an entry of the inbox that is no submission. */
    public static ClassroomResult ignored(String name, String reason) {
        return new ClassroomResult(name, ResultKind.IGNORED, null, "Ignored: " + reason);
    }

    /** Makes the result of a submission that could not be fetched, with the reason as a sentence. */
    public static ClassroomResult notFetched(String name, String reason) {
        return new ClassroomResult(name, ResultKind.NOT_FETCHED, null, "Could not be fetched, so the score stays open: "
                + reason);
    }

    /** Makes the result of a submission that the grader can't grade, with the reason and what helps, as sentences. */
    public static ClassroomResult setAside(String name, String reason) {
        return new ClassroomResult(name, ResultKind.SET_ASIDE, null,
                "No mark, because of the grader, not of the submission: " + reason);
    }
}
