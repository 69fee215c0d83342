package org.rnnkit.grader.submission;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.testkit.steps.Step;

/** The list of a submission's files that are not taken, with the reasons. It has only files that its author may miss. */
final class IgnoredFiles {

    private static final int MAX_SHOWN = 50;
    private static final int MAX_COMPARED = 1_000_000;
    /** Far more than a clone of the kit has. An archive can have the same large file a hundred thousand times. */
    private static final int MAX_ALL_COMPARED = 50_000_000;

    private final List<Step> notGraded;
    private final List<String> shown = new ArrayList<>();
    private int more;
    private int compared;

    /** Makes an empty list. The steps given are those that are not graded: their files get that as the reason. */
    IgnoredFiles(List<Step> notGraded) {
        this.notGraded = notGraded;
    }

    /** Adds a file. */
    void add(String path, String reason) {
        if (shown.size() < MAX_SHOWN) {
            shown.add(path.replaceAll("\\p{Cntrl}", "?") + " (" + reason + ")");
        } else {
            more++;
        }
    }

    /**
     * Adds a file that is not taken, if it could matter in a build and differs from the kit's original. The known reason is
     * empty if nothing more is known than its name.
     */
    void addOther(SubmissionEntry entry, FileTree tree, Path original, String known) throws IOException {
        String reason = known.isEmpty() ? reason(entry) : known;
        if (!reason.isEmpty() && !FileTree.isToolFile(entry) && !(entry.isFile() && isSame(entry, tree, original))) {
            add(entry.path(), reason);
        }
    }

    private boolean isSame(SubmissionEntry entry, FileTree tree, Path original) throws IOException {
        if (entry.size() > MAX_COMPARED || compared > MAX_ALL_COMPARED || !Files.isRegularFile(original)) {
            return false;
        }
        byte[] own = tree.read(entry, MAX_COMPARED + 1);
        compared += own.length;
        return Arrays.equals(own, Files.readAllBytes(original)) || entry.name().equals("pom.xml")
                && new String(own, StandardCharsets.UTF_8).equals(Handout.parentPom(Files.readString(original)));
    }

    private String reason(SubmissionEntry entry) {
        String path = "/" + entry.path();
        String name = entry.name();
        if (!entry.isFile()) {
            return entry.refusal();
        } else if (name.equals("pom.xml") || name.equals("steps.yaml")) {
            return "the kit's own is used";
        } else if (name.endsWith(".class") || name.endsWith(".jar")) {
            return "compiled code is not taken";
        } else if (path.contains("/src/test/")) {
            return "the kit's own tests are used";
        } else if (path.contains("/META-INF/")) {
            return "files in META-INF are not taken";
        } else if (path.contains("/src/main/resources/")) {
            return "resources are not taken";
        }
        if (ArchiveName.matches(name)) {
            return "an archive beside the steps is not opened";
        } else if (!name.endsWith(".java")) {
            return "";
        }
        return notGraded.stream().anyMatch(step -> entry.folder().endsWith(step.packageName().replace('.', '/')))
                ? "a bonus step; use --bonus to grade it" : "not in one of the steps' packages";
    }

    /** Lists the first 50 files, then the number of all others. */
    List<String> list() {
        List<String> all = new ArrayList<>(shown);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return List.copyOf(all);
    }
}
