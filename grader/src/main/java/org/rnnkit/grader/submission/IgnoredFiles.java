package org.rnnkit.grader.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;

/** The list of a submission's files that are not taken, with the reasons. It has only files that its author may miss. */
final class IgnoredFiles {

    private static final int MAX_SHOWN = 50;
    private static final int MAX_COMPARED = 1_000_000;
    /** Far more than a clone of the kit has. An archive can have the same large file a hundred thousand times. */
    private static final int MAX_ALL_COMPARED = 50_000_000;

    private final List<Step> notGraded;
    private final Map<String, String> handedOut;
    private final List<String> shown = new ArrayList<>();
    private int more;
    private int compared;

    /**
     * Makes an empty list.
     *
     * @param notGraded the steps that are not graded: their files get that as the reason
     * @param handedOut the hashes of the files that the copy had at first, as its own record says; the poms name its kit
     */
    IgnoredFiles(List<Step> notGraded, Map<String, String> handedOut) {
        this.notGraded = notGraded;
        this.handedOut = handedOut;
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
     * Adds a file that is not taken, if it could matter in a build and differs from the kit's original.
     *
     * @param pathInKit its path in a copy of the kit
     */
    void addOther(SubmissionEntry entry, String pathInKit, Path original) throws IOException {
        String reason = reason(entry);
        if (!reason.isEmpty() && !entry.isToolFile()
                && !(entry.isFile() && isSame(entry, pathInKit, original))) {
            add(entry.path(), reason);
        }
    }

    private boolean isSame(SubmissionEntry entry, String pathInKit, Path original) throws IOException {
        boolean isPom = entry.name().equals("pom.xml") && handedOut.containsKey(pathInKit);
        if (entry.size() > MAX_COMPARED || compared > MAX_ALL_COMPARED || !isPom && !Files.isRegularFile(original)) {
            return false;
        }
        byte[] own = entry.read(MAX_COMPARED + 1);
        compared += own.length;
        return isPom && Handout.hash(own).equals(handedOut.get(pathInKit))
                || Files.isRegularFile(original) && Arrays.equals(own, Files.readAllBytes(original));
    }

    private String reason(SubmissionEntry entry) {
        String path = "/" + entry.path();
        String name = entry.name();
        if (!entry.isFile()) {
            return entry.refusal();
        } else if (name.equals("pom.xml") || name.equals("steps.yaml")) {
            return "the kit's own is used";
        } else if (name.equals(Layout.MODULE_INFO)) {
            return Layout.NO_MODULE + "; delete it";
        } else if (name.endsWith(".class") || name.endsWith(".jar")) {
            return "compiled code is not taken";
        } else if (path.contains("/src/test/")) {
            return "the kit's own tests are used";
        } else if (path.contains("/META-INF/")) {
            return "files in META-INF are not taken";
        } else if (path.contains("/src/main/resources/")) {
            return "resources are not taken";
        }
        if (EntryKind.isArchive(name)) {
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
