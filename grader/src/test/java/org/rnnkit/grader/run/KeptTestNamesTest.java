package org.rnnkit.grader.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests that the names of graded tests that an earlier process has listed are used only for the same tests. */
class KeptTestNamesTest {

    private static final Step STEP = Steps.all().get(0);

    private final Kit kit = Kit.find(Steps.all());

    @TempDir
    private Path tests;

    /** The file with the kept names is then again about the real tests. */
    @AfterEach
    void listTheRealTests() {
        new TestNames(kit).of(STEP);
    }

    @Test
    void listsTheNamesAgainAfterAGradedTestHasChanged() throws IOException {
        String folder = STEP.packageName().replace('.', '/');
        Files.createDirectories(tests.resolve(folder));
        try (Stream<Path> files = Files.list(kit.tests().resolve(folder))) {
            for (Path file : files.toList()) {
                Files.copy(file, tests.resolve(folder).resolve(file.getFileName()));
            }
        }
        List<String> before = names();
        String name = before.get(0);
        String changed = "x" + name.substring(1);

        // The name of the method in the class file gets another first letter.
        Path test = tests.resolve(folder).resolve(STEP.className() + "Test.class");
        String bytes = Files.readString(test, StandardCharsets.ISO_8859_1);
        Files.writeString(test, bytes.replace(method(name), method(changed)), StandardCharsets.ISO_8859_1);

        assertThat(names()).contains(changed).doesNotContain(name).hasSameSizeAs(before);
    }

    private static String method(String name) {
        return name.replaceAll("\\W.*", "");
    }

    /** Returns the names as another process does: from the kept file, or from the tests. */
    private List<String> names() {
        return new TestNames(new Kit(kit.layout(), kit.steps(), kit.bonus(), kit.reference(), kit.standIns(), tests,
                kit.libraries()))
                .of(STEP);
    }
}
