package org.rnnkit.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The entries of a folder that was handed in. Links are never followed, and pipes and devices never opened, as reading may
 * never end.
 */
final class FolderEntries {

    private static final int MAX_DEPTH = 24;

    private final Path folder;
    private final Deque<Path> folders = new ArrayDeque<>();
    private final List<SubmissionEntry> entries = new ArrayList<>();

    private FolderEntries(Path folder) {
        this.folder = folder;
    }

    /** Lists everything in a folder. */
    static List<SubmissionEntry> of(Path folder) throws IOException {
        FolderEntries list = new FolderEntries(folder);
        list.folders.add(folder);
        return list.walk();
    }

    /** Lists some files and folders in a folder, which has others that belong to nobody or to somebody else. */
    static List<SubmissionEntry> of(Path folder, List<Path> chosen) throws IOException {
        FolderEntries list = new FolderEntries(folder);
        for (Path child : chosen) {
            list.add(child);
        }
        return list.walk();
    }

    /** The content of a file in a folder. */
    private record FileContent(Path file) implements EntryContent {

        @Override
        public byte[] read(int maxBytes) throws IOException {
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes(maxBytes);
            }
        }

        @Override
        public List<SubmissionEntry> open(Archives archives) throws IOException {
            return archives.open(file);
        }
    }

    private List<SubmissionEntry> walk() throws IOException {
        int seen = 0;
        while (!folders.isEmpty()) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(folders.remove())) {
                for (Path child : children) {
                    SubmissionEntry.requireFew(++seen);
                    add(child);
                }
            }
        }
        return entries;
    }

    private void add(Path child) throws IOException {
        BasicFileAttributes found = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String path = StreamSupport.stream(folder.relativize(child).spliterator(), false).map(Path::toString)
                .collect(Collectors.joining("/"));
        EntryKind kind = EntryKind.of(found);
        if (kind == EntryKind.LINK) {
            entries.add(SubmissionEntry.refused(path, SubmissionEntry.LINK));
        } else if (kind == EntryKind.FILE || kind == EntryKind.FOLDER && SubmissionEntry.isTooLong(path)) {
            entries.add(SubmissionEntry.of(path, found.size(), new FileContent(child), found.lastModifiedTime()));
        } else if (kind != EntryKind.FOLDER) {
            entries.add(SubmissionEntry.refused(path, "not a regular file"));
        } else if (folder.relativize(child).getNameCount() >= MAX_DEPTH) {
            entries.add(SubmissionEntry.refused(path, "too deep inside other folders"));
        } else if (!SubmissionEntry.isToolFile(child.getFileName().toString())) {
            folders.add(child);
        }
    }
}
