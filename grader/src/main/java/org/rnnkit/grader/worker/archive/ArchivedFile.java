package org.rnnkit.grader.worker.archive;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.util.Objects;

/**
 * A file, link or device in an archive.
 *
 * @param name its name as the archive has it, which may be anything
 * @param size its length in bytes as the archive states it, which need not be true
 * @param isLink whether it is a link
 * @param isRegular whether it is a regular file
 */
public record ArchivedFile(@JsonDeserialize(using = StringDeserializer.class) String name, long size, boolean isLink,
        boolean isRegular) {

    /** Rejects a file without a name. */
    public ArchivedFile {
        Objects.requireNonNull(name);
    }
}
