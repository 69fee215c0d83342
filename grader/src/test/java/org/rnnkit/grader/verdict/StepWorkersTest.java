package org.rnnkit.grader.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.ReferenceClasses;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the workers that run steps, and of the files that they are sent with the graded tests. */
class StepWorkersTest {

    private static final Path TESTS = Path.of("").toAbsolutePath().getParent().resolve("src/test/java");

    /** Without them a student would read an engine's error and not its meaning. */
    @Test
    void hasTheMeaningsOfEngineErrorsWithTheTests() throws IOException {
        List<String> files;
        try (Stream<Path> found = Files.walk(TESTS)) {
            files = found.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith(Layout.CONTRACT))
                    .map(file -> TESTS.relativize(file).toString().replace('\\', '/')).toList();
        }
        assertThat(files).isNotEmpty();
        assertThat(StepWorkers.readTests(Kit.find(Steps.all()))).containsKeys(files.toArray(String[]::new))
                .containsKey("steps.yaml");
    }

    @Test
    void hasNoClassOfTheReference() {
        Kit kit = Kit.find(Steps.all());
        List<String> files = StepWorkers.readTests(kit).values().stream()
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)).toList();

        assertThat(files).hasSizeGreaterThan(100);
        assertThat(ReferenceClasses.parts()).map(part -> new String(part, StandardCharsets.ISO_8859_1))
                .noneMatch(part -> files.stream().anyMatch(file -> file.contains(part)));
    }
}
