package org.rnnkit.grader.gradebook;

import java.nio.file.Path;

/**
 * The person who handed in a submission, as the submission's name tells.
 *
 * @param submission the submission's name in the results
 * @param upload the folder or archive that was handed in
 * @param student the person's name; the submission's name if nothing else is known
 * @param id the number that the system gave the person or the submission; empty if it is not known
 */
public record Sender(String submission, Path upload, String student, String id) {}
