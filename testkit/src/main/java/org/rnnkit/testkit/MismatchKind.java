package org.rnnkit.testkit;

/** The kind of mistake, from the one that says most about the cause to the one that says least. */
public enum MismatchKind {
    /** A wrong result that a known slip explains in every case. */
    SLIP,
    /** A sentence that names the cause. */
    CAUSE,
    /** An exception whose meaning in this step is known. */
    EXPLAINED,
    /** A wrong result that no known slip explains. */
    DIFFERENCE,
    /** An exception whose meaning is known, though not its cause in this step. */
    GENERAL,
    /** An array with a wrong owner or lifetime: of little interest while results are wrong. */
    OWNERSHIP,
    /** A wrong argument that is not rejected: a case beside the step's main task. */
    ARGUMENT,
    /** A sentence that many different mistakes lead to. */
    CONSEQUENCE
}
