package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.submission.StepSources.IgnoredFiles;

/** Tests of the helper classes that are taken beside the steps, and of the limits for files that are only looked into. */
class HelperIntakeTest extends SubmissionFolder {

    private static final int MEGABYTE = 1_000_000;

    private int read;

    @Test
    void takesClassesInPackagesOfTheStudentsOwn() throws IOException {
        helper("org.rnnkit.util", "org/rnnkit/util/Shapes.java");
        helper("org.rnnkit.step1onehot.inner", "org/rnnkit/step1onehot/inner/A.java");
        helper("util", "util/B.java");
        helper("org.rnnkit.toolkits", "org/rnnkit/toolkits/C.java");

        assertThat(submission().helperFolders()).containsExactlyInAnyOrder("org/rnnkit/util", "org/rnnkit/step1onehot/inner",
                "util", "org/rnnkit/toolkits");
        assertThat(submission().ignored()).isEmpty();
    }

    /** A class there could use what only its package sees, or be loaded in the place of another one. */
    @ParameterizedTest
    @ValueSource(strings = {"org.rnnkit.toolkit", "org.rnnkit.toolkit.more", "org.rnnkit.testkit.draw",
        "org.rnnkit.grader.worker", "org.rnnkit.step4rnn", "org.rnnkit.step10sampling", "org.rnnkit.Step4Rnn",
        "Org.rnnkit.TOOLKIT", "ai.djl.ndarray", "ai.djl.mine", "ai.djl.pytorch.engine", "org.junit.jupiter.api",
        "org.assertj.core.api", "org.opentest4j", "org.slf4j", "org.Slf4j", "com.sun.jna", "java.lang", "javax.a",
        "jdk.internal", "sun.misc"})
    void takesNoClassInAPackageOfTheKitOrALibrary(String packageName) throws IOException {
        helper(packageName, packageName.replace('.', '/') + "/A.java");

        assertThat(submission().helperFolders()).isEmpty();
    }

    /** A path of 3,800 bytes can be read, but not written to a longer folder; one of 5,000 can't even be read. */
    @ParameterizedTest
    @ValueSource(ints = {7, 12})
    @EnabledOnOs(OS.LINUX)
    void takesNoClassWithATooLongPath(int more) throws IOException {
        String name = "a".repeat(250);
        Path outer = Files.createDirectories(folder.resolve(String.join("/", Collections.nCopies(8, name))));
        helper(String.join(".", Collections.nCopies(8 + more, name)), "b/" + (name + "/").repeat(more) + "A.java");
        Files.move(folder.resolve("b").resolve(name), outer.resolve(name));
        try {
            Submission submission = submission();

            assertThat(submission.helperFolders()).isEmpty();
            assertThat(submission.ignored()).singleElement().asString().endsWith("a path of more than 2,000 bytes)");
        } finally {
            Files.move(outer.resolve(name), folder.resolve("b").resolve(name));
        }
    }

    @Test
    void takesNoFileWhosePackageLineDoesNotFitItsFolder() throws IOException {
        helper("org.rnnkit.toolkit", "util/A.java");
        helper("other", "util/B.java");

        assertThat(submission().helperFolders()).isEmpty();
        assertThat(submission().ignored()).containsExactly("util/A.java (not in one of the steps' packages)",
                "util/B.java (not in one of the steps' packages)");
    }

    /** A file of a megabyte, which counts how often it is read. */
    private SubmissionEntry large(String path) {
        return SubmissionEntry.of(path, MEGABYTE, () -> {
            read++;
            return new ByteArrayInputStream(new byte[MEGABYTE]);
        }, null);
    }

    @Test
    void noMoreFilesAreComparedWithTheKitsThanAKitHas() throws IOException {
        IgnoredFiles ignored = new IgnoredFiles(List.of(), Map.of());
        Path original = Files.write(folder.resolve("pom.xml"), new byte[MEGABYTE]);
        for (int i = 0; i < 200; i++) {
            ignored.addOther(large("pom.xml"), "pom.xml", original, "");
        }

        assertThat(read).isPositive().isLessThanOrEqualTo(51);
    }

    @Test
    void noMoreHelperClassesAreLookedForThanAStudentWrites() throws IOException {
        StepSources sources = new StepSources(new IgnoredFiles(List.of(), Map.of()));
        for (int i = 0; i < 200; i++) {
            sources.look(large("util/Helper" + i + ".java"));
        }

        assertThat(read).isPositive().isLessThanOrEqualTo(51);
    }

    private Submission submission() throws IOException {
        write(STEP, "class OneHotEncoding {}");
        return take();
    }

    private void helper(String packageName, String file) throws IOException {
        write(file, "package " + packageName + "; public class A {}");
    }
}
