package org.rnnkit.grader.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * One class of the catalogue: a step written wrongly, or rightly in another style. Its first line says how. Of a wrong one,
 * the second line says what the message must say, and the third how well such a message helps. A fourth line says that its
 * results are right, if the mistake is only in what it does beside them.
 */
record CatalogueEntry(Step step, boolean right, String slug, Path source) {

    private static final Path CATALOGUE = Path.of(System.getProperty("rnnkit.catalogue.folder", "src/test/catalogue"));

    /** The help that a message gives. Every message of the catalogue gives one of these. */
    enum Help {
        /** It names the mistake. */
        NAMED,
        /** It says exactly what is wrong with the result, and in which case. */
        SYMPTOM
    }

    static List<CatalogueEntry> all() {
        try (Stream<Path> files = Files.walk(CATALOGUE)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(CatalogueEntry::of).sorted(
                    (a, b) -> a.source.compareTo(b.source)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CatalogueEntry of(Path source) {
        Path place = CATALOGUE.relativize(source);
        Step step = Steps.withId(place.getName(0).toString()).orElseThrow();
        return new CatalogueEntry(step, place.getName(1).toString().equals("right"), place.getName(2).toString(), source);
    }

    /** Where it is: "step4rnn/wrong/tanh-forgotten". */
    String name() {
        return step.id() + (right ? "/right/" : "/wrong/") + slug;
    }

    /** Tells whether this is an entry of the kit's own catalogue, and not of another folder whose messages are to be read. */
    static boolean areOfTheKit() {
        return System.getProperty("rnnkit.catalogue.folder") == null;
    }

    /** Returns the help that the message gives. */
    Help help() {
        return switch (says("counts").orElse("")) {
            case "named" -> Help.NAMED;
            case "symptom" -> Help.SYMPTOM;
            default -> throw new AssertionError(source + " must say on its third line how its message counts "
                    + "(// counts: named, or // counts: symptom)");
        };
    }

    /** What a comment line of the source says. */
    Optional<String> says(String key) {
        try (Stream<String> lines = Files.lines(source)) {
            return lines.limit(4).filter(line -> line.startsWith("// " + key + ": "))
                    .map(line -> line.substring(key.length() + 5)).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
