package org.rnnkit.grader.worker.archive;

/** The kinds of requests to the {@link ArchiveWorker}. */
public enum ArchiveTask {
    /** The list of the files in an upload. */
    OPEN,
    /** The list of the files in an archive that is inside an opened one. */
    OPEN_INSIDE,
    /** The beginning of a file in an opened archive. */
    READ,
    /** The end of a submission: all its archives are closed. */
    CLOSE
}
