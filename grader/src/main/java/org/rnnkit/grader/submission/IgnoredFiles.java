package org.rnnkit.grader.submission;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.grader.kit.StudentPom;
import org.rnnkit.testkit.steps.Step;

/** What a submission has that is not taken, and why: only what its author may have counted on. */
final class IgnoredFiles {

    private static final int MAX_SHOWN = 50;
    private static final int MAX_COMPARED = 1_000_000;

    private final List<Step> notGraded;
    private final List<String> shown = new ArrayList<>();
    private int more;

    /** Begins with none; of the steps not graded, a file's reason is just that. */
    IgnoredFiles(List<Step> notGraded) {
        this.notGraded = notGraded;
    }

    /** Remembers a file. */
    void add(String path, String why) {
        if (shown.size() < MAX_SHOWN) {
            shown.add(path.replaceAll("\\p{Cntrl}", "?") + " (" + why + ")");
        } else {
            more++;
        }
    }

    /** Remembers a file that is no step's source, if it could have had a part in a build and is not the kit's own. */
    void addOther(SubmissionEntry entry, FileTree tree, Path original) throws IOException {
        String why = reason(entry);
        boolean tools = Arrays.stream(entry.path().split("/")).anyMatch(FileTree::isTools);
        if (!why.isEmpty() && !tools && !(entry.isFile() && isSame(entry, tree, original))) {
            add(entry.path(), why);
        }
    }

    private static boolean isSame(SubmissionEntry entry, FileTree tree, Path original) throws IOException {
        if (entry.size() > MAX_COMPARED || !Files.isRegularFile(original)) {
            return false;
        }
        byte[] own = tree.read(entry, MAX_COMPARED + 1);
        return Arrays.equals(own, Files.readAllBytes(original)) || entry.name().equals("pom.xml")
                && new String(own, StandardCharsets.UTF_8).equals(StudentPom.of(Files.readString(original)));
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
            return "services and the like are not taken";
        } else if (path.contains("/src/main/resources/")) {
            return "resources are not taken";
        }
        if (!name.endsWith(".java")) {
            return "";
        }
        return notGraded.stream().anyMatch(step -> entry.folder().endsWith(step.packageName().replace('.', '/')))
                ? "a bonus step, is graded with --bonus" : "not in one of the steps' packages";
    }

    /** Lists them, and how many there are beyond. */
    List<String> list() {
        List<String> all = new ArrayList<>(shown);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return List.copyOf(all);
    }
}
