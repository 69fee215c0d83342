package org.rnnkit.grader.submission;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.testkit.steps.Step;

/**
 * Where in a submission the steps' packages are.
 *
 * @param path the folder that org/ is in; empty for the submission's own
 * @param base what of it stands in front of the kit's own layout, such as "ada-main"
 */
record SourceRoot(String path, String base) {

    /** Archives wrap a folder around a submission, learning platforms another. */
    private static final int MAX_WRAPPERS = 4;

    private static final List<String> LAYOUTS = List.of("exercises/src/main/java", "src/main/java", "");

    /**
     * Finds it: where a step's own class is, and the fewest folders are around it.
     *
     * @throws UsageException if there are two that are equally good, or if it is too deep inside
     */
    static Optional<SourceRoot> find(List<SubmissionEntry> entries, List<Step> steps) {
        SortedMap<Integer, TreeSet<String>> roots = new TreeMap<>();
        for (Step step : steps) {
            String file = inRoot(step) + "/" + step.className() + ".java";
            entries.stream().map(SubmissionEntry::path).filter(path -> path.equals(file) || path.endsWith("/" + file))
                    .map(path -> path.substring(0, Math.max(0, path.length() - file.length() - 1)))
                    .forEach(root -> roots.computeIfAbsent(wrappers(root), depth -> new TreeSet<>()).add(root));
        }
        if (roots.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> best = roots.get(roots.firstKey());
        if (roots.firstKey() > MAX_WRAPPERS) {
            throw new UsageException("The steps are too deep inside, in " + shown(best.first()) + ". At most " + MAX_WRAPPERS
                    + " folders may be around them: hand in, or name, the folder of the kit alone.");
        }
        if (best.size() > 1) {
            throw new UsageException("There are steps in two places, " + shown(best.first()) + " and "
                    + shown(best.higher(best.first())) + ". Keep one of them, or name the folder that is meant.");
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

    private static String shown(String root) {
        return root.isEmpty() ? "the folder itself" : root;
    }

    private static String inRoot(Step step) {
        return step.packageName().replace('.', '/');
    }

    /** Where the folder around a submission stands in the kit: an unchanged file there is no news. */
    String inKit(String path) {
        String inBase = !base.isEmpty() && path.startsWith(base + "/") ? path.substring(base.length() + 1) : path;
        return switch (layout(this.path)) {
            case "" -> "exercises/src/main/java/" + inBase;
            case "src/main/java" -> "exercises/" + inBase;
            default -> inBase;
        };
    }

    /** The folder of a step's package. */
    String folderOf(Step step) {
        return path.isEmpty() ? inRoot(step) : path + "/" + inRoot(step);
    }
}
