package org.rnnkit.cli.handout;

import org.rnnkit.grader.kit.Handout;

/**
 * A handout that was written to a folder.
 *
 * @param handout the record that the folder has now
 * @param sentences what was done and what to do next
 */
public record WrittenHandout(Handout handout, String sentences) {}
