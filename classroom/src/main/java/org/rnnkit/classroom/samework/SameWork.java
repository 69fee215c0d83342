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
import org.rnnkit.grader.report.Printable;

/**
 * Authors who have handed in equal files: a pair, or several if each two of them have the same files in common. Who has only
 * some of these files is named beside them, once. It is a reason to look, and no proof of anything.
 *
 * @param authors the names of the submissions in the class, in the class's order
 * @param others the names of the reference and of earlier submissions with the same files
 * @param steps the numbers of the steps with an equal file that is long enough to say something;
 *     {@link SourcePrint#HELPERS} stands for helper classes
 * @param shortSteps the numbers of the other steps that are equal too; alone, they say nothing
 * @param tokens the number of equal tokens in the bodies of methods, in {@code steps}
 * @param some the further names with equal files in some of {@code steps}, with these steps
 */
public record SameWork(List<String> authors, List<String> others, List<Integer> steps, List<Integer> shortSteps, int tokens,
        Map<String, List<Integer>> some) {

    private static final int MAX_WIDTH = 1000;

    /** The name of the reference in a group. */
    public static final String REFERENCE = "the reference (public answer key)";

    /**
     * Finds all pairs with an equal long file, those with most equal steps first. Pairs that have the same files in common are
     * one entry, and a few who have only some of the files of a stronger one are named there. Both maps have the fingerprints
     * by the name to show; the others are no submissions of the class.
     */
    public static List<SameWork> find(Map<String, List<SourcePrint>> inClass, Map<String, List<SourcePrint>> others) {
        Search search = new Search();
        inClass.forEach((name, prints) -> search.authors.put(new Author(name, true), Set.copyOf(prints)));
        others.forEach((name, prints) -> search.authors.put(new Author(name, false), Set.copyOf(prints)));
        return search.find();
    }

    /** Lists the names of the group: the reference and earlier submissions, then those of the class. */
    public List<String> names() {
        return Stream.concat(others.stream(), authors.stream()).toList();
    }

    /** Says who has some of the files; empty if nobody has. */
    public String partly() {
        return some.isEmpty() ? "" : "Equal in some of these steps (" + some.size() + "): " + Printable.list(some.entrySet()
                .stream().map(one -> one.getKey() + " (" + join(one.getValue()) + ")").toList(), MAX_WIDTH) + ".";
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
            List<Group> strongest = new ArrayList<>();
            found.entrySet().stream().map(entry -> new Group(entry.getKey(), entry.getValue(), new HashSet<>()))
                    .filter(group -> group.authors().stream().anyMatch(Author::inClass))
                    .sorted(Comparator.comparing((Group group) -> -numbers(group.prints()).size())
                    .thenComparing(group -> -tokens(group.prints())).thenComparing(group -> numbers(group.prints()).toString())
                    .thenComparing(group -> names(group.authors(), true).toString()))
                    .forEach(group -> strongest.stream().filter(other -> other.covers(group)).findFirst()
                            .ifPresentOrElse(other -> other.some().addAll(group.authors()), () -> strongest.add(group)));
            return strongest.stream().map(this::describe).toList();
        }

        /** Authors with the same files in common, and those who have only some of these files. */
        private record Group(Set<SourcePrint> prints, Set<Author> authors, Set<Author> some) {

            /** Tells whether another group has no other files, and does not add more authors than this one has. */
            private boolean covers(Group other) {
                return prints.containsAll(other.prints)
                        && other.authors.stream().filter(author -> !authors.contains(author)).count() <= authors.size();
            }
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

        private SameWork describe(Group group) {
            Set<Integer> steps = numbers(group.prints());
            Set<Integer> shortSteps = numbers(common(group.authors(), print -> !print.isLong()));
            shortSteps.removeAll(steps);
            Map<String, List<Integer>> partly = new LinkedHashMap<>();
            authors.keySet().stream().filter(author -> group.some().contains(author) && !group.authors().contains(author))
                    .forEach(author -> partly.put(author.name(), List.copyOf(numbers(group.prints().stream()
                            .filter(authors.get(author)::contains).collect(Collectors.toSet())))));
            return new SameWork(names(group.authors(), true), names(group.authors(), false), List.copyOf(steps),
                    List.copyOf(shortSteps), tokens(group.prints()), partly);
        }

        private static int tokens(Set<SourcePrint> prints) {
            return prints.stream().mapToInt(SourcePrint::tokens).sum();
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
