package org.rnnkit.classroom.samework;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A search for the same work in a class. It looks each file up by its hash, so its time grows with the number of files and not
 * with the number of pairs of submissions.
 */
public final class SameWorkSearch {

    private final Map<Author, Set<SourcePrint>> authors = new LinkedHashMap<>();

    private record Author(String name, boolean inClass) {}

    private SameWorkSearch() {}

    /**
     * Finds the groups.
     *
     * @param inClass the fingerprints of each submission of the class, by its name
     * @param others the fingerprints of other work to compare the class with, by the name to show for it
     * @return a group for each set of authors with an equal long file, those with most steps first
     */
    public static List<SameWork> find(Map<String, List<SourcePrint>> inClass, Map<String, List<SourcePrint>> others) {
        SameWorkSearch search = new SameWorkSearch();
        inClass.forEach((name, prints) -> search.authors.put(new Author(name, true), Set.copyOf(prints)));
        others.forEach((name, prints) -> search.authors.put(new Author(name, false), Set.copyOf(prints)));
        return search.find();
    }

    private List<SameWork> find() {
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
