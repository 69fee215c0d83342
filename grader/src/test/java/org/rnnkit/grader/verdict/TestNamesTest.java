package org.rnnkit.grader.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests that the kept names are those of the same tests. */
class TestNamesTest {

    private static final Step STEP = Steps.all().get(0);

    private final Kit kit = Kit.find(Steps.all());
    private final TestNames names = new TestNames(kit);

    static Stream<Step> steps() {
        return Steps.withBonus().stream();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void listsTheTestsOfEveryStepWithoutRunningThem(Step step) {
        assertThat(names.of(step)).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    }

    /** An earlier process has listed the names that are kept in a file. */
    @Test
    void listsTheNamesAgainAfterAGradedTestHasChanged(@TempDir Path tests) throws IOException {
        String folder = STEP.packageName().replace('.', '/');
        Files.createDirectories(tests.resolve(folder));
        try (Stream<Path> files = Files.list(kit.built().tests().resolve(folder))) {
            for (Path file : files.toList()) {
                Files.copy(file, tests.resolve(folder).resolve(file.getFileName()));
            }
        }
        List<String> before = namesOfAnotherProcess(tests);
        String name = before.get(0);
        String changed = "x" + name.substring(1);
        try {
            // The name of the method in the class file gets another first letter.
            Path test = tests.resolve(folder).resolve(STEP.className() + "Test.class");
            String bytes = Files.readString(test, StandardCharsets.ISO_8859_1);
            Files.writeString(test, bytes.replace(method(name), method(changed)), StandardCharsets.ISO_8859_1);

            assertThat(namesOfAnotherProcess(tests)).contains(changed).doesNotContain(name).hasSameSizeAs(before);
        } finally {
            // The file with the kept names is then again about the real tests.
            new TestNames(kit).of(STEP);
        }
    }

    private static String method(String name) {
        return name.replaceAll("\\W.*", "");
    }

    /** Returns the names as another process does: from the kept file, or from the tests. */
    private List<String> namesOfAnotherProcess(Path tests) {
        return new TestNames(new Kit(kit.layout(), kit.steps(), kit.bonus(), kit.reference(),
                new BuiltKit(Optional.empty(), kit.layout(), kit.built().standIns(), tests,
                        kit.built().libraries()))).of(STEP);
    }
}
