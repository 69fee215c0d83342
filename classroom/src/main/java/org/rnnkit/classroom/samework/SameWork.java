package org.rnnkit.classroom.samework;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;

/**
 * A group of authors who have handed in equal files. It is a reason to look, and no proof of anything.
 *
 * @param authors the names of the submissions in the class, in the class's order
 * @param others the names of the reference and of earlier submissions with the same files
 * @param steps the numbers of the steps with an equal file that is long enough to say something;
 *     {@link SourcePrint#HELPERS} stands for helper classes
 * @param shortSteps the numbers of the other steps that are equal too; alone, they say nothing
 * @param tokens the number of equal tokens in the bodies of methods, in {@code steps}
 */
public record SameWork(List<String> authors, List<String> others, List<Integer> steps, List<Integer> shortSteps, int tokens) {

    /** The name of the reference in a group. */
    public static final String REFERENCE = "the reference (public answer key)";

    /**
     * Finds a group for each set of authors with an equal long file, those with most steps first. Both maps have the
     * fingerprints by the name to show; the others are no submissions of the class.
     */
    public static List<SameWork> find(Map<String, List<SourcePrint>> inClass, Map<String, List<SourcePrint>> others) {
        Search search = new Search();
        inClass.forEach((name, prints) -> search.authors.put(new Author(name, true), Set.copyOf(prints)));
        others.forEach((name, prints) -> search.authors.put(new Author(name, false), Set.copyOf(prints)));
        return search.find();
    }

    /** Lists the names of the group: the submissions of the class, then the others. */
    public List<String> names() {
        return Stream.concat(authors.stream(), others.stream()).toList();
    }

    /** Says what is equal. */
    public String sentence() {
        return "Equal: " + join(steps) + ", " + tokens + " tokens."
                + (shortSteps.isEmpty() ? "" : " Also equal, but too short to say something: " + join(shortSteps) + ".");
    }

    private static String join(List<Integer> numbers) {
        return numbers.stream().map(number -> number == SourcePrint.HELPERS ? "helper classes" : "step " + number)
                .collect(Collectors.joining(", "));
    }

    private record Author(String name, boolean inClass) {}

    /**
     * A search for the same work in a class. It looks each file up by its hash, so its time grows with the number of files
     * and not with the number of pairs of submissions.
     */
    private static final class Search {

        private final Map<Author, Set<SourcePrint>> authors = new LinkedHashMap<>();

        List<SameWork> find() {
            Map<SourcePrint, List<Author>> owners = new LinkedHashMap<>();
            authors.forEach((author, prints) -> prints.stream().filter(SourcePrint::isLong)
                    .forEach(print -> owners.computeIfAbsent(print, key -> new ArrayList<>()).add(author)));
            Map<List<Author>, List<SourcePrint>> groups = new LinkedHashMap<>();
            owners.forEach((print, group) -> {
                if (group.size() > 1 && group.stream().anyMatch(Author::inClass)) {
                    groups.computeIfAbsent(group, key -> new ArrayList<>()).add(print);
                }
            });
            return groups.entrySet().stream().map(group -> describe(group.getKey(), group.getValue()))
                    .sorted(Comparator.comparing((SameWork work) -> -work.steps().size()).thenComparing(work -> -work.tokens()))
                    .toList();
        }

        private SameWork describe(List<Author> group, List<SourcePrint> equal) {
            Set<SourcePrint> common = new HashSet<>(authors.get(group.get(0)));
            group.forEach(author -> common.retainAll(authors.get(author)));
            Set<Integer> steps = numbers(equal.stream());
            Set<Integer> shortSteps = numbers(common.stream().filter(print -> !print.isLong()));
            shortSteps.removeAll(steps);
            return new SameWork(names(group, true), names(group, false), List.copyOf(steps), List.copyOf(shortSteps),
                    equal.stream().mapToInt(SourcePrint::tokens).sum());
        }

        private static Set<Integer> numbers(Stream<SourcePrint> prints) {
            Set<Integer> steps = new TreeSet<>();
            prints.forEach(print -> steps.add(print.step()));
            return steps;
        }

        private static List<String> names(List<Author> group, boolean inClass) {
            return group.stream().filter(author -> author.inClass() == inClass).map(Author::name).toList();
        }
    }
}
