package org.rnnkit.grader.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.WrongSolution;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A solution of the catalogue: a step written wrongly, or rightly in another style.
 *
 * @param step the step
 * @param slug its name
 * @param wrong what the catalogue says of a wrong one; nothing for a right one
 * @param file the file that it is in: of a right one, a class whose first line says the style
 */
record CatalogueEntry(Step step, String slug, Optional<WrongSolution> wrong, Path file) {

    private static final Layout KIT = new Layout(Path.of(".."));
    private static final Optional<Path> OTHER = Optional.ofNullable(System.getProperty("rnnkit.catalogue.folder"))
            .map(Path::of);

    /** Returns the solutions of all steps, ordered by name. */
    static List<CatalogueEntry> all() {
        List<CatalogueEntry> all = new ArrayList<>();
        for (Step step : Steps.withBonus()) {
            Path folder = OTHER.map(other -> other.resolve(step.id())).orElse(KIT.catalogue(step));
            for (WrongSolution wrong : WrongSolution.of(folder.resolve(WrongSolution.FILE), KIT.solution(step), step)) {
                all.add(new CatalogueEntry(step, wrong.name(), Optional.of(wrong), wrong.file()));
            }
            all.addAll(right(step, folder.resolve("right")));
        }
        all.sort(Comparator.comparing(CatalogueEntry::name));
        return all;
    }

    private static List<CatalogueEntry> right(Step step, Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> slugs = Files.list(folder)) {
            return slugs.map(slug -> new CatalogueEntry(step, slug.getFileName().toString(), Optional.empty(),
                    slug.resolve(step.className() + ".java"))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells whether these are the kit's own, and not those of another folder whose messages are to be read. */
    static boolean areOfTheKit() {
        return OTHER.isEmpty();
    }

    boolean right() {
        return wrong.isEmpty();
    }

    /** Returns its name in the catalogue, such as "step4rnn/wrong/tanh-forgotten". */
    String name() {
        return step.id() + (right() ? "/right/" : "/wrong/") + slug;
    }

    /** Tells whether its results are right: then the mistake is only a side effect, such as an open array. */
    boolean hasRightResults() {
        return wrong.map(solution -> solution.entry().results() != null).orElse(true);
    }

    /** Returns the source of its class. */
    String source() {
        return wrong.map(WrongSolution::source).orElseGet(() -> read(file));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
