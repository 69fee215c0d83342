package org.rnnkit.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A folder that was handed in. Links are never followed, and pipes and devices never opened, as reading may never end. */
final class FolderTree implements FileTree {

    private static final int MAX_DEPTH = 24;

    private final Path folder;
    /** The entries to begin with: those of the folder, or only some of them. */
    private final List<Path> chosen;
    /** The files by their entries' paths: a name that is not in UTF-8 can't be found again by its text. */
    private final Map<String, Path> files = new HashMap<>();

    FolderTree(Path folder) {
        this(folder, List.of());
    }

    /** Makes a tree of some entries of a folder, which has other entries that belong to nobody or to others. */
    FolderTree(Path folder, List<Path> chosen) {
        this.folder = folder;
        this.chosen = chosen;
    }

    @Override
    public List<SubmissionEntry> entries() throws IOException {
        List<SubmissionEntry> entries = new ArrayList<>();
        Deque<Path> folders = new ArrayDeque<>(chosen.isEmpty() ? List.of(folder) : List.of());
        int seen = 0;
        for (Path child : chosen) {
            addEntry(child, folders, entries);
        }
        while (!folders.isEmpty()) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(folders.remove())) {
                for (Path child : children) {
                    if (++seen > MAX_ENTRIES) {
                        throw Refusals.tooManyFiles(MAX_ENTRIES);
                    }
                    addEntry(child, folders, entries);
                }
            }
        }
        return entries;
    }

    private void addEntry(Path child, Deque<Path> folders, List<SubmissionEntry> entries) throws IOException {
        BasicFileAttributes found = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String path = pathOf(child);
        EntryKind kind = EntryKind.of(found);
        if (kind == EntryKind.LINK) {
            entries.add(SubmissionEntry.refused(path, SubmissionEntry.LINK));
        } else if (kind == EntryKind.FILE) {
            files.put(path, child);
            entries.add(ArchiveEntries.ofFile(path, found.size(), ""));
        } else if (kind != EntryKind.FOLDER) {
            entries.add(SubmissionEntry.refused(path, "not a regular file"));
        } else if (ArchiveEntries.isTooLong(path)) {
            entries.add(ArchiveEntries.ofFile(path, 0, ""));
        } else if (folder.relativize(child).getNameCount() >= MAX_DEPTH) {
            entries.add(SubmissionEntry.refused(path, "too deep inside other folders"));
        } else if (!FileTree.isToolFile(child.getFileName().toString())) {
            folders.add(child);
        }
    }

    private String pathOf(Path child) {
        return StreamSupport.stream(folder.relativize(child).spliterator(), false).map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    @Override
    public Optional<FileTime> modified(SubmissionEntry entry) throws IOException {
        return Optional.of(Files.getLastModifiedTime(files.get(entry.path()), LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public InputStream open(SubmissionEntry entry) throws IOException {
        return Files.newInputStream(files.get(entry.path()), LinkOption.NOFOLLOW_LINKS);
    }
}
