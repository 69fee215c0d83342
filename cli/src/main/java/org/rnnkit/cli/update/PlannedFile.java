package org.rnnkit.cli.update;

/**
 * One file of an update.
 *
 * @param path its path in the copy, with slashes
 * @param action what the update does
 * @param content the content to write; null if nothing is written
 */
record PlannedFile(String path, Action action, byte[] content) {

    /** The things that an update does with a file. */
    enum Action {
        /** Writes the newer handout's file. */
        WRITE,
        /** Deletes the file. */
        DELETE,
        /** Leaves the owner's file as it is. */
        KEEP,
        /** Writes a file with the changes of both. */
        MERGE,
        /** Leaves a step of the owner as it is, although its stub has changed. */
        LEAVE_STEP,
        /** Can't decide: the owner must. */
        CONFLICT
    }

    /** Tells whether the update changes the file. */
    boolean isChange() {
        return content != null || action == Action.DELETE;
    }
}
