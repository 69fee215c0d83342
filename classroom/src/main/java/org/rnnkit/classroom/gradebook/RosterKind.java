package org.rnnkit.classroom.gradebook;

/** The systems whose exports are read. */
enum RosterKind {
    /** The worksheet that Moodle offers for grading outside of it. */
    MOODLE_WORKSHEET("Moodle's grading worksheet"),
    /** The export of Moodle's gradebook. */
    MOODLE_GRADEBOOK("the export of Moodle's gradebook"),
    /** The export of Canvas's gradebook. */
    CANVAS("the export of Canvas's gradebook"),
    /** The roster of Gradescope, or its table of scores. */
    GRADESCOPE("Gradescope's roster or table of scores"),
    /** The roster of GitHub Classroom. */
    GITHUB_CLASSROOM("GitHub Classroom's roster"),
    /** A list of names of an instructor's own. */
    LIST("a list of names");

    private final String words;

    RosterKind(String words) {
        this.words = words;
    }

    /** Returns the kind in words. */
    String words() {
        return words;
    }
}
