package org.rnnkit.cli.handout;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The difference between two handouts.
 *
 * @param added the paths of the new files, sorted
 * @param changed the paths of the changed files, sorted
 * @param deleted the paths of the files that no longer belong to the handout, sorted
 */
public record HandoutChanges(List<String> added, List<String> changed, List<String> deleted) {

    private static final int MAX_AREAS = 8;
    private static final int MAX_FILES = 60;
    private static final Pattern STEP = Pattern.compile("(exercises|src|stubs)/.*/step(\\d+)\\w*/.*");
    private static final Map<String, String> STEP_AREAS = Map.of("exercises", "chapter ", "src", "tests of step ",
            "stubs", "stub of step ");
    private static final Set<String> MODULES = Set.of("toolkit", "testkit", "standins", "grader", "classroom", "learner",
            "cli");

    /** Compares the files of two handouts. */
    public static HandoutChanges between(SortedMap<String, String> before, SortedMap<String, String> after) {
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> deleted = new ArrayList<>();
        for (String path : all) {
            if (!before.containsKey(path)) {
                added.add(path);
            } else if (!after.containsKey(path)) {
                deleted.add(path);
            } else if (!before.get(path).equals(after.get(path))) {
                changed.add(path);
            }
        }
        return new HandoutChanges(added, changed, deleted);
    }

    /** Tells whether the handouts are the same. */
    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && deleted.isEmpty();
    }

    /**
     * Names the parts of the kit that differ.
     *
     * @return a list such as "chapter 4, tests of step 4, toolkit"
     */
    public String summary() {
        Set<String> areas = Stream.of(changed, added, deleted).flatMap(List::stream).map(HandoutChanges::area)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return areas.stream().limit(MAX_AREAS).collect(Collectors.joining(", "))
                + (areas.size() > MAX_AREAS ? ", and " + (areas.size() - MAX_AREAS) + " more" : "");
    }

    private static String area(String path) {
        Matcher step = STEP.matcher(path);
        if (step.matches()) {
            return STEP_AREAS.get(step.group(1)) + step.group(2);
        }
        String first = path.substring(0, Math.max(0, path.indexOf('/')));
        return MODULES.contains(first) ? first : first.equals(".github") ? "workflows"
                : path.endsWith(".md") || first.equals("docs") ? "texts" : "build and editor files";
    }

    /**
     * Lists the files for a commit message.
     *
     * @return a line for each file, under a heading for each kind of change
     */
    public String list() {
        return section("Changed", changed) + section("Added", added) + section("Deleted", deleted);
    }

    private static String section(String title, List<String> paths) {
        return paths.isEmpty() ? "" : "\n" + title + ":\n"
                + paths.stream().limit(MAX_FILES).map(path -> "  " + path + "\n").collect(Collectors.joining())
                + (paths.size() > MAX_FILES ? "  and " + (paths.size() - MAX_FILES) + " more\n" : "");
    }
}
