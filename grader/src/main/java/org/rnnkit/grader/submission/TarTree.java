package org.rnnkit.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;

/** A tar archive that was handed in. It is never unpacked to disk: the steps' sources are read into memory. */
final class TarTree implements FileTree {

    static final String ENCODING = StandardCharsets.UTF_8.name();

    /** The memory of an entry's attribute, in characters. */
    private static final long ATTRIBUTE = 200;

    private final TarFile tar;
    private final Map<SubmissionEntry, TarArchiveEntry> files = new HashMap<>();

    TarTree(Path file) throws IOException {
        requireFewEntries(file);
        tar = new TarFile(Archives.channel(file), TarConstants.DEFAULT_BLKSIZE, TarConstants.DEFAULT_RCDSIZE, ENCODING, false);
    }

    /** Reads the headers one after the other; the reader below keeps all of them in memory. */
    private static void requireFewEntries(Path file) throws IOException {
        try (TarHeaders headers = TarHeaders.open(file)) {
            int count = 0;
            long characters = 0;
            for (TarArchiveEntry entry = headers.next(); entry != null; entry = headers.next()) {
                characters += entry.getName().length() + entry.getLinkName().length()
                        + ATTRIBUTE * entry.getExtraPaxHeaders().size();
                ArchiveEntries.requireSmallHeaders(characters);
                if (++count > MAX_ENTRIES) {
                    throw Refusals.tooManyFiles(MAX_ENTRIES);
                }
            }
        }
    }

    @Override
    public List<SubmissionEntry> entries() {
        List<SubmissionEntry> entries = new ArrayList<>();
        for (TarArchiveEntry entry : tar.getEntries()) {
            if (!entry.isDirectory() && !ArchiveEntries.isFolder(entry.getName())) {
                SubmissionEntry found = ArchiveEntries.of(entry.getName(), entry.getSize(), refusal(entry));
                files.put(found, entry);
                entries.add(found);
            }
        }
        return entries;
    }

    private static String refusal(TarArchiveEntry entry) {
        return entry.isSymbolicLink() || entry.isLink() ? SubmissionEntry.LINK
                : entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO() ? "not a regular file" : "";
    }

    @Override
    public InputStream open(SubmissionEntry entry) throws IOException {
        return tar.getInputStream(files.get(entry));
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
