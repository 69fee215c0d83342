package org.rnnkit.grader.submission;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

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
        files.forEach((path, placed) -> entries.add(ArchiveEntries.of(path, placed.content().length, "")));
        return entries;
    }

    @Override
    public InputStream open(SubmissionEntry entry) {
        return new ByteArrayInputStream(files.get(entry.path()).content());
    }
}
