package org.rnnkit.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests of the rule for the templates of a class's pages. */
class ClassroomTemplatesTest {

    /** A template escapes all its values except those in $unsafe. */
    @Test
    void escapeEverything() throws IOException {
        try (Stream<Path> templates = Files.list(Path.of("src/main/jte"))) {
            assertThat(templates).isNotEmpty()
                    .allSatisfy(template -> assertThat(template).content().doesNotContain("$unsafe{"));
        }
    }
}
