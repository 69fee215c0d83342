package org.rnnkit.classroom.gradebook;

/** The grade of a student on the roster who handed in nothing. */
public enum MissingGrade {
    /** The cell stays as it is. A gradebook takes an empty cell for "no change", and a student may be ill or have more time. */
    EMPTY,
    /** Nothing handed in is 0 points. */
    ZERO
}
