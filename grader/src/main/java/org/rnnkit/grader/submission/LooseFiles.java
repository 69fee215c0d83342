package org.rnnkit.grader.submission;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.FilenameUtils;
import org.rnnkit.grader.system.RefusedException;
import org.rnnkit.testkit.board.SourceEncoding;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * Source files that were handed in without the folders of their packages, as if they were in them: a file's package line says
 * where it belongs or, if it has none, the step whose class it has.
 */
final class LooseFiles {

    /** A file at its place: the entry that it came from, and its content with a package line. */
    private record Placed(SubmissionEntry from, byte[] content) {}

    private final Map<String, Placed> files = new LinkedHashMap<>();
    private final List<SubmissionEntry> entries = new ArrayList<>();
    private RefusedException twice;

    private LooseFiles() {}

    /** Places loose files. Empty if none of them is a step's class. */
    static Optional<List<SubmissionEntry>> place(List<SubmissionEntry> handedIn) throws IOException {
        LooseFiles loose = new LooseFiles();
        int bytes = 0;
        for (SubmissionEntry entry : handedIn) {
            if (!entry.isFile()) {
                loose.entries.add(entry);
            } else if (entry.isSource()) {
                byte[] content = entry.read(StepSources.MAX_BYTES + 1);
                bytes += content.length;
                if (bytes > StepSources.MAX_ALL_BYTES) {
                    throw Refusals.sourcesTooLarge();
                }
                loose.place(entry, content);
            }
        }
        loose.files.forEach((path, placed) -> loose.entries.add(SubmissionEntry.inArchive(path, placed.content().length, "",
                maxBytes -> Arrays.copyOf(placed.content(), Math.min(maxBytes, placed.content().length)))));
        if (StepFinder.root(loose.entries).isEmpty()) {
            return Optional.empty();
        } else if (loose.twice != null) {
            throw loose.twice;
        }
        return Optional.of(loose.entries);
    }

    private void place(SubmissionEntry entry, byte[] content) {
        JavaHeader header = JavaHeader.of(content);
        // A class line with a mistake must reach the compiler, which names it.
        String type = header.typeName().isEmpty() ? FilenameUtils.getBaseName(entry.path()) : header.typeName();
        String packageName = !header.packageName().isEmpty() ? header.packageName() : Steps.withBonus().stream()
                .filter(step -> step.className().equals(type)).map(Step::packageName).findFirst().orElse("");
        if (header.isTest() || packageName.isEmpty()) {
            entries.add(SubmissionEntry.refused(entry.path(), header.isTest() ? "the kit's own tests are used"
                    : "it has neither a package line nor a step's class"));
            return;
        }
        // In front of the first line, so that all lines keep their numbers, but behind a mark of the encoding.
        int mark = SourceEncoding.markLength(content);
        byte[] line = (header.packageName().isEmpty() ? "package " + packageName + "; " : "").getBytes(StandardCharsets.UTF_8);
        Placed placed = new Placed(entry, ByteBuffer.allocate(line.length + content.length).put(content, 0, mark).put(line)
                .put(content, mark, content.length - mark).array());
        Placed other = files.putIfAbsent(packageName.replace('.', '/') + "/" + type + ".java", placed);
        if (other != null && !Arrays.equals(other.content(), placed.content())) {
            twice = Refusals.twoFiles(type, other.from().path(), entry.path());
        }
    }
}
