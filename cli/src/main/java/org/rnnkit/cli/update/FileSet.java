package org.rnnkit.cli.update;

import java.util.Optional;

/** The files of a folder or of an archive. */
interface FileSet {

    /** The largest file that is read, in bytes: the kit's own are far smaller. */
    int MAX_BYTES = 5_000_000;

    /**
     * Reads a file.
     *
     * @param path a path with slashes
     * @return its content; empty if there is no regular file of at most {@link #MAX_BYTES} bytes at this path
     */
    Optional<byte[]> read(String path);
}
