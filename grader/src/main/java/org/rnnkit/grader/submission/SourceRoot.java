package org.rnnkit.grader.submission;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rnnkit.grader.system.RefusedException;
import org.rnnkit.testkit.steps.Step;

/**
 * The folder in a submission that has the steps' packages in it.
 *
 * @param path the path of the folder that has org/ in it; empty for the submission's folder itself
 * @param base the beginning of this path, before the kit's own layout, such as "ada-main"
 */
record SourceRoot(String path, String base) {

    /** The most folders around a submission: an archive adds one, a learning platform another. */
    private static final int MAX_WRAPPERS = 4;

    private static final List<String> LAYOUTS = List.of("exercises/src/main/java", "src/main/java", "");

    /**
     * Finds the source root: the one with a step's class in it that has the fewest folders around it.
     *
     * @throws RefusedException if two places have equally few folders around them, or if there are more than four
     */
    static Optional<SourceRoot> find(List<SubmissionEntry> entries, List<Step> steps) {
        SortedMap<Integer, TreeSet<String>> roots = new TreeMap<>();
        for (Step step : steps) {
            String file = packageFolder(step) + "/" + step.className() + ".java";
            entries.stream().map(SubmissionEntry::path).filter(path -> path.equals(file) || path.endsWith("/" + file))
                    .map(path -> path.substring(0, Math.max(0, path.length() - file.length() - 1)))
                    .forEach(root -> roots.computeIfAbsent(wrappers(root), depth -> new TreeSet<>()).add(root));
        }
        if (roots.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> best = roots.get(roots.firstKey());
        if (roots.firstKey() > MAX_WRAPPERS) {
            throw Refusals.tooDeep(display(best.first()), MAX_WRAPPERS);
        }
        if (best.size() > 1) {
            throw Refusals.twoPlaces(display(best.first()), display(best.higher(best.first())));
        }
        return Optional.of(new SourceRoot(best.first(), base(best.first())));
    }

    private static int wrappers(String root) {
        String base = base(root);
        return base.isEmpty() ? 0 : base.split("/").length;
    }

    private static String base(String root) {
        String layout = layout(root);
        return root.substring(0, Math.max(0, root.length() - layout.length() - (layout.isEmpty() ? 0 : 1)));
    }

    private static String layout(String root) {
        return LAYOUTS.stream().filter(end -> end.isEmpty() || root.equals(end) || root.endsWith("/" + end))
                .findFirst().orElseThrow();
    }

    private static String display(String root) {
        return root.isEmpty() ? "the top folder" : root;
    }

    private static String packageFolder(Step step) {
        return step.packageName().replace('.', '/');
    }

    /** Returns the place of the same file in the kit. A file that equals the kit's is not listed as ignored. */
    String pathInKit(String path) {
        String inBase = !base.isEmpty() && path.startsWith(base + "/") ? path.substring(base.length() + 1) : path;
        return switch (layout(this.path)) {
            case "" -> "exercises/src/main/java/" + inBase;
            case "src/main/java" -> "exercises/" + inBase;
            default -> inBase;
        };
    }

    /** Returns the folder of a step's package, from the submission's folder. */
    String folderOf(Step step) {
        return path.isEmpty() ? packageFolder(step) : path + "/" + packageFolder(step);
    }
}
