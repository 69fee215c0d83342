package org.rnnkit.grader.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests of the rules for the pages' templates. */
class TemplatesTest {

    /** A template escapes all its values except those in $unsafe. */
    @Test
    void escapeEverythingExceptTheKitsOwnStyleAndScript() throws IOException {
        try (Stream<Path> templates = Files.list(Path.of("src/main/jte"))) {
            List<String> unescaped = templates.flatMap(TemplatesTest::lines).filter(line -> line.contains("$unsafe{")).toList();

            assertThat(unescaped).containsExactlyInAnyOrder("<style>$unsafe{style.text()}</style>",
                    "<script>$unsafe{script.text()}</script>", "$unsafe{ComparisonFigure.html(failure.comparison())}");
        }
    }

    private static Stream<String> lines(Path template) {
        try {
            return Files.readAllLines(template).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
