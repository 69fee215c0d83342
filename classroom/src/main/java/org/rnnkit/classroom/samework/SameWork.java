package org.rnnkit.classroom.samework;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;

/**
 * Authors who have handed in equal files: a pair, or several if each two of them have the same files in common. It is a reason
 * to look, and no proof of anything.
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
     * Finds all pairs with an equal long file, those with most equal steps first. Pairs that have the same files in common are
     * one entry. Both maps have the fingerprints by the name to show; the others are no submissions of the class.
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

    /** Lists the equal steps in words. */
    public String equal() {
        return join(steps);
    }

    /** Says what is equal. */
    public String sentence() {
        return "Equal: " + equal() + ", " + tokens + " tokens."
                + (shortSteps.isEmpty() ? "" : " Also equal, but too short to say something: " + join(shortSteps) + ".");
    }

    private static String join(List<Integer> numbers) {
        return numbers.stream().map(number -> number == SourcePrint.HELPERS ? "helper classes" : "step " + number)
                .collect(Collectors.joining(", "));
    }

    private record Author(String name, boolean inClass) {}

    /** A search for the same work. Its time grows with the number of pairs that have a file in common. */
    private static final class Search {

        /** A file that more authors have makes one entry with all of them, because a class has too many pairs. */
        private static final int MAX_OWNERS = 100;

        private final Map<Author, Set<SourcePrint>> authors = new LinkedHashMap<>();
        /** The authors of each entry, by the long files that they have in common. */
        private final Map<Set<SourcePrint>, Set<Author>> found = new LinkedHashMap<>();

        List<SameWork> find() {
            Map<SourcePrint, List<Author>> owners = new LinkedHashMap<>();
            authors.forEach((author, prints) -> prints.stream().filter(SourcePrint::isLong)
                    .forEach(print -> owners.computeIfAbsent(print, key -> new ArrayList<>()).add(author)));
            Set<List<Author>> pairs = new HashSet<>();
            Map<List<Author>, Set<SourcePrint>> crowds = new LinkedHashMap<>();
            owners.forEach((print, all) -> {
                if (all.size() > MAX_OWNERS) {
                    crowds.computeIfAbsent(all, key -> new HashSet<>()).add(print);
                } else {
                    pairs(all).filter(pairs::add).forEach(pair -> add(common(pair, SourcePrint::isLong), pair));
                }
            });
            crowds.forEach((crowd, prints) -> add(prints, crowd));
            return found.entrySet().stream().map(entry -> describe(entry.getKey(), entry.getValue()))
                    .filter(work -> !work.authors().isEmpty())
                    .sorted(Comparator.comparing((SameWork work) -> -work.steps().size()).thenComparing(work -> -work.tokens())
                    .thenComparing(work -> work.steps().toString()).thenComparing(work -> work.names().toString())).toList();
        }

        /** Lists the pairs with at least one author of the class, who come first. */
        private static Stream<List<Author>> pairs(List<Author> owners) {
            return IntStream.range(0, owners.size()).filter(first -> owners.get(first).inClass()).boxed()
                    .flatMap(first -> owners.subList(first + 1, owners.size()).stream()
                            .map(second -> List.of(owners.get(first), second)));
        }

        private void add(Set<SourcePrint> prints, List<Author> group) {
            found.computeIfAbsent(prints, key -> new LinkedHashSet<>()).addAll(group);
        }

        private Set<SourcePrint> common(Collection<Author> group, Predicate<SourcePrint> wanted) {
            Set<SourcePrint> common = new HashSet<>(authors.get(group.iterator().next()));
            group.forEach(author -> common.retainAll(authors.get(author)));
            common.removeIf(wanted.negate());
            return common;
        }

        private SameWork describe(Set<SourcePrint> equal, Set<Author> group) {
            Set<Integer> steps = numbers(equal);
            Set<Integer> shortSteps = numbers(common(group, print -> !print.isLong()));
            shortSteps.removeAll(steps);
            return new SameWork(names(group, true), names(group, false), List.copyOf(steps), List.copyOf(shortSteps),
                    equal.stream().mapToInt(SourcePrint::tokens).sum());
        }

        private static Set<Integer> numbers(Set<SourcePrint> prints) {
            return prints.stream().map(SourcePrint::step).collect(Collectors.toCollection(TreeSet::new));
        }

        /** Lists the names in the order of the class. */
        private List<String> names(Set<Author> group, boolean inClass) {
            return (group.size() == 2 ? group.stream() : authors.keySet().stream().filter(group::contains))
                    .filter(author -> author.inClass() == inClass).map(Author::name).toList();
        }
    }
}
