package org.rnnkit.grader.worker.archive;

import java.util.List;
import java.util.Objects;

/**
 * The answer to a request about an archive.
 *
 * @param files the files in an opened archive, whose numbers follow from one another
 * @param content the beginning of a file that was read; empty in other answers
 * @param problem the reason why it can't be opened or read
 * @param detail the reason in a few words or, for another format, its name; empty if there is no problem
 */
public record ArchiveAnswer(List<ArchivedFile> files, byte[] content, ArchiveProblem problem, String detail) {

    /** Copies the list. Rejects an answer with a part missing. */
    public ArchiveAnswer {
        files = List.copyOf(files);
        Objects.requireNonNull(content);
        Objects.requireNonNull(problem);
        Objects.requireNonNull(detail);
    }

    /** Makes the answer with the files of an archive. */
    static ArchiveAnswer opened(List<ArchivedFile> files) {
        return new ArchiveAnswer(files, new byte[0], ArchiveProblem.NONE, "");
    }

    /** Makes the answer with the beginning of a file. */
    static ArchiveAnswer read(byte[] content) {
        return new ArchiveAnswer(List.of(), content, ArchiveProblem.NONE, "");
    }

    /** Makes the answer about an archive that can't be opened or read. */
    static ArchiveAnswer refused(ArchiveProblem problem, String detail) {
        return new ArchiveAnswer(List.of(), new byte[0], problem, detail);
    }
}
