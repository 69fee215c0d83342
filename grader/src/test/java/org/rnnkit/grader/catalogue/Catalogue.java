package org.rnnkit.grader.catalogue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The catalogue of solutions: each step written wrongly, and rightly in other styles. */
final class Catalogue {

    private static final Layout KIT = new Layout(Path.of(".."));
    private static final Optional<Path> OTHER = Optional.ofNullable(System.getProperty("rnnkit.catalogue.folder"))
            .map(Path::of);

    private static final List<CatalogueSolution> ALL = Steps.withBonus().stream().flatMap(Catalogue::of)
            .sorted(Comparator.comparing(CatalogueSolution::place)).toList();

    private Catalogue() {}

    /** Returns the solutions of all steps, ordered by their places. */
    static List<CatalogueSolution> all() {
        return ALL;
    }

    private static Stream<CatalogueSolution> of(Step step) {
        Path folder = OTHER.map(other -> other.resolve(step.id())).orElse(KIT.catalogue(step));
        return Stream.of(CatalogueSolution.WRONG, CatalogueSolution.RIGHT)
                .flatMap(file -> CatalogueSolution.of(folder.resolve(file), KIT.solution(step), step).stream());
    }

    /** Tells whether these are the kit's own, and not those of another folder whose messages are to be read. */
    static boolean areOfTheKit() {
        return OTHER.isEmpty();
    }
}
