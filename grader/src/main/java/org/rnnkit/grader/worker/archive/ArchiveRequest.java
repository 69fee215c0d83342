package org.rnnkit.grader.worker.archive;

import java.nio.file.Path;

/**
 * A request to the {@link ArchiveWorker}.
 *
 * @param upload the archive to open; null in other requests
 * @param number the number of a file in an opened archive: the one to read or to open
 * @param first the number for the first file of the archive to open
 * @param maxBytes the most bytes to read or, of all archives of a submission together, to unpack
 */
public record ArchiveRequest(ArchiveTask task, String upload, int number, int first, long maxBytes) {

    /** Makes the request to open an upload. */
    public static ArchiveRequest open(Path upload, int first, long maxBytes) {
        return new ArchiveRequest(ArchiveTask.OPEN, upload.toString(), 0, first, maxBytes);
    }

    /** Makes the request to open an archive inside an opened one. */
    public static ArchiveRequest openInside(int number, int first, long maxBytes) {
        return new ArchiveRequest(ArchiveTask.OPEN_INSIDE, null, number, first, maxBytes);
    }

    /** Makes the request to read a file. */
    public static ArchiveRequest read(int number, int maxBytes) {
        return new ArchiveRequest(ArchiveTask.READ, null, number, 0, maxBytes);
    }

    /** Makes the request to close all archives. */
    public static ArchiveRequest close() {
        return new ArchiveRequest(ArchiveTask.CLOSE, null, 0, 0, 0);
    }
}
