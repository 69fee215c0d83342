package org.rnnkit.grader.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.grader.error.GraderException;

/** A check for free disk space. When the disk is full every step fails, so failures say nothing about the submission. */
public final class DiskSpace {

    private static final int BYTES = 1_000_000;

    private DiskSpace() {}

    /**
     * Writes a file of a million bytes and deletes it again.
     *
     * @param folder the folder to write to
     * @throws GraderException if the file can't be written
     */
    public static void require(Path folder) {
        Path probe = null;
        try {
            probe = Files.createTempFile(folder, "space", "");
            Files.write(probe, new byte[BYTES]);
        } catch (IOException e) {
            throw new GraderException("Can't write to " + folder + " (disk full?): " + e.getMessage(), e);
        } finally {
            if (probe != null) {
                probe.toFile().delete();
            }
        }
    }
}
