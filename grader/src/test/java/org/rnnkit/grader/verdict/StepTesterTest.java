package org.rnnkit.grader.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.ReferenceClasses;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.testkit.steps.Steps;

/** Tests of what the graded tests find beside them. */
class StepTesterTest {

    private static final Path TESTS = Path.of("").toAbsolutePath().getParent().resolve("src/test/java");

    /** Without them a student would read an engine's error and not its meaning. */
    @Test
    void hasTheFilesThatTheTestsRead() throws IOException {
        List<String> files;
        try (Stream<Path> found = Files.walk(TESTS)) {
            files = found.filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> TESTS.relativize(file).toString().replace('\\', '/')).toList();
        }
        assertThat(files).isNotEmpty();
        assertThat(ModuleClasses.read(Kit.find(Steps.all()).built().tests())).containsKeys(files.toArray(String[]::new));
    }

    @Test
    void hasNoClassOfTheReference() {
        Map<String, byte[]> classes = new TreeMap<>(ModuleClasses.read(Kit.find(Steps.all()).built().tests()));
        classes.putAll(ModuleClasses.files(Steps.class));
        List<String> files = classes.values().stream().map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)).toList();

        assertThat(files).hasSizeGreaterThan(100);
        assertThat(ReferenceClasses.parts()).map(part -> new String(part, StandardCharsets.ISO_8859_1))
                .noneMatch(part -> files.stream().anyMatch(file -> file.contains(part)));
    }
}
