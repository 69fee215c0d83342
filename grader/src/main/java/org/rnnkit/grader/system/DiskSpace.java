package org.rnnkit.grader.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.grader.error.GraderException;

/** Whether there is room to write to: without it everything fails, and nothing that fails says a thing of the steps. */
public final class DiskSpace {

    private static final int BYTES = 1_000_000;

    private DiskSpace() {}

    /**
     * Tries.
     *
     * @param folder where to
     * @throws GraderException if a file of a million bytes does not fit
     */
    public static void require(Path folder) {
        Path probe = null;
        try {
            probe = Files.createTempFile(folder, "room", "");
            Files.write(probe, new byte[BYTES]);
        } catch (IOException e) {
            throw new GraderException("There is no room in " + folder + " (disk full?): " + e.getMessage(), e);
        } finally {
            if (probe != null) {
                probe.toFile().delete();
            }
        }
    }
}
