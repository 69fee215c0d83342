package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.system.RefusedException;
import org.rnnkit.grader.system.UsageException;

/** Tests of the files that are not taken: each that its author may miss is listed with the reason. */
class IgnoredFilesTest extends SubmissionFolder {

    private static final int MEGABYTE = 1_000_000;

    private int read;

    @Test
    void helperClassesBelongInTheStepsOwnPackage() throws IOException {
        write(STEP, "class OneHotEncoding {}");
        write("org/rnnkit/step1onehot/Sizes.java", "package org.rnnkit.step1onehot; class Sizes {}");
        write("org/rnnkit/util/Shapes.java", "package org.rnnkit.util; public class Shapes {}");

        assertThat(taken(take())).containsExactly(STEP, "org/rnnkit/step1onehot/Sizes.java");
        assertThat(take().ignored()).contains("org/rnnkit/util/Shapes.java (not in one of the steps' packages)");
    }

    @Test
    void theStepsAreNoJavaModule() throws IOException {
        write("exercises/src/main/java/" + STEP, "class OneHotEncoding {}");
        write("exercises/src/main/java/module-info.java", "module my.steps {}");

        assertThat(take().ignored()).containsExactly("exercises/src/main/java/module-info.java (the steps are no Java module, "
                + "in which they would not see the libraries; delete it)");
    }

    /** Some editors, browsers and learning platforms add the ending. */
    @ParameterizedTest
    @ValueSource(strings = {"exercises/src/main/java/org/rnnkit/step8epoch/", ""})
    void namesASourceThatIsSavedAsAText(String place) throws IOException {
        write(place.replace("step8epoch", "step1onehot") + "OneHotEncoding.java",
                "package org.rnnkit.step1onehot; class OneHotEncoding {}");
        write(place + "EpochTraining.java.txt", "class EpochTraining {}");

        assertThat(take().ignored()).containsExactly(place + "EpochTraining.java.txt (rename it to EpochTraining.java)");
    }

    @Test
    void saysInTheStepsOwnVerdictThatItsSourceIsSavedAsAText() throws IOException {
        write("exercises/src/main/java/" + STEP + ".txt", "class OneHotEncoding {}");
        write("exercises/src/main/java/org/rnnkit/step3state/HiddenState.java", "class HiddenState {}");

        assertThat(StepCompiler.obstacle(take(), FIRST)).contains("missing: exercises/src/main/java/" + STEP
                + ".txt (rename it to OneHotEncoding.java)");
    }

    @Test
    void refusesASubmissionWhoseSourcesAreAllSavedAsTexts() throws IOException {
        write("OneHotEncoding.java.txt", "class OneHotEncoding {}");

        assertThatThrownBy(() -> take()).isInstanceOf(RefusedException.class)
                .hasMessageContaining("Java files with another ending: OneHotEncoding.java.txt. Rename each so that its name "
                        + "ends in .java");
    }

    /** In a shell without a language, file names are ASCII. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void namesAFileWhoseNameJavaCannotExpress() throws IOException {
        write("exercises/src/main/java/" + STEP, "class OneHotEncoding {}");
        write("exercises/src/main/java/org/rnnkit/step1onehot/Gr\u00F6\u00DFe.java", "class Size {}");
        ProcessBuilder java = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), IgnoredFilesTest.class.getName(), folder.toString());
        java.environment().put("LC_ALL", "C");

        String printed = new String(java.redirectErrorStream(true).start().getInputStream().readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(printed).matches("(?s)1 \\[exercises/.*\\.java \\(a name that no file can have here, in the encoding "
                + "\\S+\\)].*This is not a valid path in the encoding of this system, .* Set .* LC_ALL to C\\.UTF-8.*");
    }

    /** Prints how many files of the first step are taken, the ignored ones, and what is said of a path that is none. */
    public static void main(String[] args) {
        Intake intake = new Intake(KIT);
        Submission taken = intake.take("ada", Path.of(args[0]));
        System.out.println(taken.texts(FIRST).size() + " " + taken.ignored());
        try {
            intake.take("\uFFFD");
        } catch (UsageException refused) {
            System.out.println(refused.getMessage());
        }
    }

    /** A path of 3,800 bytes can be read, but not written to a longer folder; one of 5,000 can't even be read. */
    @ParameterizedTest
    @ValueSource(ints = {7, 12})
    @EnabledOnOs(OS.LINUX)
    void listsAClassWithATooLongPath(int more) throws IOException {
        String name = "a".repeat(250);
        Path outer = Files.createDirectories(folder.resolve(String.join("/", Collections.nCopies(8, name))));
        write("b/" + (name + "/").repeat(more) + "A.java", "class A {}");
        Files.move(folder.resolve("b").resolve(name), outer.resolve(name));
        write(STEP, "class OneHotEncoding {}");
        try {
            assertThat(take().ignored()).singleElement().asString().endsWith("a path of more than 2,000 bytes)");
        } finally {
            Files.move(outer.resolve(name), folder.resolve("b").resolve(name));
        }
    }

    /** A file of a megabyte, which counts how often it is read. */
    private SubmissionEntry large(String path) {
        return SubmissionEntry.of(path, MEGABYTE, maxBytes -> {
            read++;
            return new byte[MEGABYTE];
        }, null);
    }

    @Test
    void noMoreFilesAreComparedWithTheKitsThanAKitHas() throws IOException {
        IgnoredFiles ignored = new IgnoredFiles(List.of(), Map.of());
        Path original = Files.write(folder.resolve("pom.xml"), new byte[MEGABYTE]);
        for (int i = 0; i < 200; i++) {
            ignored.addOther(large("pom.xml"), "pom.xml", original);
        }

        assertThat(read).isPositive().isLessThanOrEqualTo(51);
    }
}
