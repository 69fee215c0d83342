package org.rnnkit.grader.submission;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.rnnkit.grader.submission.Intake.EntryKind;
import org.rnnkit.grader.submission.SourceFile.JavaHeader;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** A folder or archive that was handed in. All entries are listed first; only the steps' sources are read. */
interface FileTree extends AutoCloseable {

    /** The most entries allowed; a clone of the kit has far fewer. */
    int MAX_ENTRIES = 100_000;

    /** The most characters of all names of an archive, together with what its other headers take in memory. */
    long MAX_HEADERS = 50_000_000;

    /** Folders that tools make. They are skipped, like hidden folders. */
    Set<String> TOOLS = Set.of("target", "runs", "node_modules", "__MACOSX");

    /** Lists all entries. */
    List<SubmissionEntry> entries() throws IOException;

    /** Opens an entry for reading. */
    InputStream open(SubmissionEntry entry) throws IOException;

    /** Returns the time of an entry's last change. Empty in an archive, in which the student chose times and names. */
    default Optional<FileTime> modified(SubmissionEntry entry) throws IOException {
        return Optional.empty();
    }

    /** Reads an entry's content, but not more than so many bytes. */
    default byte[] read(SubmissionEntry entry, int maxBytes) throws IOException {
        try (InputStream in = open(entry)) {
            return in.readNBytes(maxBytes);
        }
    }

    @Override
    default void close() throws IOException {}

    /** Checks the number of entries, and the memory of an archive's headers, before all of them are kept there. */
    static void requireFew(int entries, long headerCharacters) {
        if (headerCharacters > MAX_HEADERS) {
            throw Refusals.headersTooLarge();
        } else if (entries > MAX_ENTRIES) {
            throw Refusals.tooManyFiles(MAX_ENTRIES);
        }
    }

    /** Tells, by its name, whether a tool has made a file or folder. */
    static boolean isToolFile(String name) {
        return TOOLS.contains(name) || name.startsWith(".") && !name.equals("..");
    }

    /** Tells whether a tool has made an entry or a folder around it. */
    static boolean isToolFile(SubmissionEntry entry) {
        return Arrays.stream(entry.path().split("/")).anyMatch(FileTree::isToolFile);
    }

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
                        FileTree.requireFew(++seen, 0);
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
                entries.add(SubmissionEntry.of(path, found.size(), ""));
            } else if (kind != EntryKind.FOLDER) {
                entries.add(SubmissionEntry.refused(path, "not a regular file"));
            } else if (SubmissionEntry.isTooLong(path)) {
                entries.add(SubmissionEntry.of(path, 0, ""));
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

    /**
     * Source files that were handed in without the folders of their packages, as if they were in them: a file's package line
     * says where it belongs or, if it has none, the step whose class it has.
     */
    final class LooseTree implements FileTree {

        /** A file at its place: the entry that it came from, and its content with a package line. */
        private record Placed(SubmissionEntry from, byte[] content) {}

        private final Map<String, Placed> files;
        private final List<SubmissionEntry> others;

        private LooseTree(Map<String, Placed> files, List<SubmissionEntry> others) {
            this.files = files;
            this.others = others;
        }

        /** Places loose files. Empty if none of them is a step's class. */
        static Optional<LooseTree> of(FileTree tree, List<SubmissionEntry> entries) throws IOException {
            Map<String, Placed> files = new LinkedHashMap<>();
            List<SubmissionEntry> others = new ArrayList<>();
            String[] twice = null;
            int bytes = 0;
            for (SubmissionEntry entry : entries) {
                if (!entry.isFile() || !StepSources.isSource(entry)) {
                    continue;
                }
                byte[] content = SourceFile.of(entry.path(), tree.read(entry, StepSources.MAX_BYTES + 1)).content();
                bytes += content.length;
                if (bytes > StepSources.MAX_ALL_BYTES) {
                    throw Refusals.sourcesTooLarge();
                }
                JavaHeader header = JavaHeader.of(content);
                Optional<Step> step = Steps.withBonus().stream()
                        .filter(known -> known.className().equals(header.typeName())).findFirst();
                if (header.isTest() || header.typeName().isEmpty() || header.packageName().isEmpty() && step.isEmpty()) {
                    others.add(SubmissionEntry.refused(entry.path(), header.isTest() ? "the kit's own tests are used"
                            : "it has neither a package line nor a step's class"));
                    continue;
                }
                boolean hasPackage = !header.packageName().isEmpty();
                String packageName = hasPackage ? header.packageName() : step.get().packageName();
                String path = packageName.replace('.', '/') + "/" + header.typeName() + ".java";
                Placed placed = new Placed(entry, hasPackage ? content : withPackage(packageName, content));
                Placed other = files.putIfAbsent(path, placed);
                if (other != null && !Arrays.equals(other.content(), placed.content())) {
                    twice = new String[] {header.typeName(), other.from().path(), entry.path()};
                }
            }
            LooseTree loose = new LooseTree(files, others);
            if (StepFinder.root(loose.entries()).isEmpty()) {
                return Optional.empty();
            } else if (twice != null) {
                throw Refusals.twoFiles(twice[0], twice[1], twice[2]);
            }
            return Optional.of(loose);
        }

        /** Puts the package line in front of the first line, so that all lines keep their numbers. */
        private static byte[] withPackage(String packageName, byte[] content) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(("package " + packageName + "; ").getBytes(StandardCharsets.UTF_8));
            all.writeBytes(content);
            return all.toByteArray();
        }

        @Override
        public List<SubmissionEntry> entries() {
            List<SubmissionEntry> entries = new ArrayList<>(others);
            files.forEach((path, placed) -> entries.add(SubmissionEntry.inArchive(path, placed.content().length, "")));
            return entries;
        }

        @Override
        public InputStream open(SubmissionEntry entry) {
            return new ByteArrayInputStream(files.get(entry.path()).content());
        }
    }
}
