package org.rnnkit.cli.handout;

import java.nio.file.Path;
import org.rnnkit.grader.kit.Handout;

/**
 * A handout that was written to a folder.
 *
 * @param handout the record that the folder has now
 * @param kind what was done
 * @param committed whether there is a commit for it
 */
public record WrittenHandout(Handout handout, Kind kind, boolean committed) {

    /** The things that can happen to the folder. */
    public enum Kind {
        /** The folder was empty. */
        NEW,
        /** The folder had an earlier handout. */
        ON_TOP,
        /** The folder had the same handout already. */
        SAME
    }

    /**
     * Says what was done and what to do next.
     *
     * @param folder the folder
     * @return a few lines
     */
    public String sentences(Path folder) {
        String name = "handout " + handout.getVersion();
        return switch (kind) {
            case SAME -> "Nothing has changed since " + name + " in " + folder + ". Nothing is written.";
            case NEW -> "Written: " + name + " in " + folder + ", without the reference.\n"
                    + (committed ? "It is a git repository with one commit: push it, and make it a template."
                    : "git is not installed, so the folder is not a repository yet.");
            case ON_TOP -> "Written: " + name + " in " + folder + ", without the reference. Changed: "
                    + handout.newest().changes() + ".\n"
                    + (committed ? "It is a commit on top of the earlier handout: push it. " : "")
                    + "Students update their copies with ./rnnkit update.";
        };
    }
}
