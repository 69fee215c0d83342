package org.rnnkit.grader.worker.archive;

/** The reason why an archive can't be opened or read. */
public enum ArchiveProblem {
    /** There is no problem. */
    NONE,
    /** It is damaged, or no archive at all. */
    UNREADABLE,
    /** It is packed by a program whose archives are not opened. */
    FORMAT,
    /** A password protects it. */
    ENCRYPTED,
    /** More is unpacked than the request allows. */
    TOO_LARGE
}
