package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.TestArchive.TestTar;
import org.rnnkit.grader.system.UsageException.RefusedException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the files that are taken from tar archives, including invalid and hostile ones. */
class TarIntakeTest {

    private static final Step FIRST = Steps.all().get(0);
    private static final String FILE = "ada/exercises/src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java";

    private final Intake intake = new Intake(Kit.find(Steps.all()));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"work.tar.gz", "work.tgz", "work.tar", "work.zip"})
    void takesATarWhateverItsNameSays(String name) throws IOException {
        try (TestTar tar = TestTar.create(folder.resolve(name))) {
            tar.entry("./ada/", TarConstants.LF_DIR, "").file("./" + FILE, "class A {}");
        }

        assertThat(intake.take("ada", folder.resolve(name)).fileOf(FIRST)).isEqualTo(FILE);
        assertThat(intake.take("ada", folder.resolve(name)).isWritten(FIRST)).isTrue();
    }

    @Test
    void listsWhatIsNotARegularFileInsideWithoutReadingIt() throws IOException {
        String step = FILE.substring(0, FILE.lastIndexOf('/') + 1);
        try (TestTar tar = TestTar.create(folder.resolve("work.tgz"))) {
            tar.file(FILE, "class A {}").link(step + "Linked.java", "/etc/passwd")
                    .entry(step + "Hard.java", TarConstants.LF_LINK, FILE).entry(step + "Pipe.java", TarConstants.LF_FIFO, "")
                    .entry(step + "Device.java", TarConstants.LF_CHR, "").file("../evil.java", "class Evil {}")
                    .file("/etc/evil.java", "class Evil {}").file("a/../../evil.java", "class Evil {}");
        }

        Submission taken = intake.take("ada", folder.resolve("work.tgz"));

        assertThat(taken.write(Steps.all(), folder.resolve("a/b/copy"))).hasSize(1);
        assertThat(taken.ignored()).containsExactlyInAnyOrder(step + "Linked.java (a link, which is not followed)",
                step + "Hard.java (a link, which is not followed)", step + "Pipe.java (not a regular file)",
                step + "Device.java (not a regular file)", "../evil.java (a path that leads out of the submission's folder)",
                "/etc/evil.java (a path that leads out of the submission's folder)",
                "a/../../evil.java (a path that leads out of the submission's folder)");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().contains("evil"));
        }
    }

    @Test
    void rejectsATruncatedArchive() throws IOException {
        try (TestTar tar = TestTar.create(folder.resolve("work.tgz"))) {
            tar.file(FILE, "class A {}").file("noise", new Random(1).ints(50_000).mapToObj(Integer::toString)
                    .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append).toString());
        }
        byte[] whole = Files.readAllBytes(folder.resolve("work.tgz"));
        Files.write(folder.resolve("work.tgz"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> intake.take("ada", folder.resolve("work.tgz"))).isInstanceOf(RefusedException.class)
                .hasMessageContaining("Your archive can't be opened");
    }

    @Test
    void rejectsTwoFilesWithTheSameName() throws IOException {
        try (TestTar tar = TestTar.create(folder.resolve("work.tar"))) {
            tar.file(FILE, "class A {}").file("./" + FILE, "class B {}");
        }

        assertThatThrownBy(() -> intake.take("ada", folder.resolve("work.tar"))).isInstanceOf(RefusedException.class)
                .hasMessageContaining("two files with the same name");
    }

    @Test
    void doesNotUnpackMoreThanTheLimit() throws IOException {
        try (TestTar tar = TestTar.create(folder.resolve("work.tgz"))) {
            tar.file("zeros", new byte[3_000_000]);
        }
        try (Archives archives = new Archives(2_000_000)) {
            assertThatThrownBy(() -> archives.open(folder.resolve("work.tgz"))).isInstanceOf(RefusedException.class)
                    .hasMessageContaining("more than 2 MB");
        }
    }

    /** The library would read a header that is as long as the archive into memory, several times. */
    @Test
    void refusesAHeaderThatIsFarTooLong() throws IOException {
        try (TestTar tar = TestTar.create(folder.resolve("work.tgz"))) {
            tar.file(FILE, "class A {}").attributes("a.txt", 9_000);
        }

        assertThatThrownBy(() -> intake.take("ada", folder.resolve("work.tgz"))).isInstanceOf(RefusedException.class)
                .hasMessageContaining("take too much memory");
    }

    /** Each header alone is short enough. */
    @Test
    void refusesHeadersThatTogetherAreFarTooLong() throws IOException {
        try (TestTar tar = TestTar.create(folder.resolve("one.tar"))) {
            tar.attributes("a.txt", 5_000);
        }
        byte[] one = Files.readAllBytes(folder.resolve("one.tar"));
        int end = one.length;
        while (one[end - 1] == 0) {
            end--;
        }
        byte[] entry = Arrays.copyOf(one, (end + 511) / 512 * 512);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 60; i++) {
            many.writeBytes(entry);
        }
        Files.write(folder.resolve("work.tar"), many.toByteArray());

        assertThatThrownBy(() -> intake.take("ada", folder.resolve("work.tar"))).isInstanceOf(RefusedException.class)
                .hasMessageContaining("take too much memory");
    }

    /** A sparse file's header is a list of its parts, and its content can be far longer than the archive. */
    @Test
    void refusesASparseFile() throws IOException {
        try (TestTar tar = TestTar.create(folder.resolve("work.tar"))) {
            tar.file(FILE, "class A {}").entry("sparse", TarConstants.LF_GNUTYPE_SPARSE, "");
        }

        assertThatThrownBy(() -> intake.take("ada", folder.resolve("work.tar"))).isInstanceOf(RefusedException.class)
                .hasMessageContaining("sparse file");
    }

    /** Each archive alone is small enough. */
    @Test
    void theLimitHoldsForAllArchivesTogether() throws IOException {
        for (String name : List.of("a.tgz", "b.tgz")) {
            try (TestTar tar = TestTar.create(folder.resolve(name))) {
                tar.file("zeros", new byte[1_500_000]);
            }
        }
        try (Archives archives = new Archives(2_000_000)) {
            archives.open(folder.resolve("a.tgz"));
            assertThatThrownBy(() -> archives.open(folder.resolve("b.tgz"))).isInstanceOf(RefusedException.class)
                    .hasMessageContaining("more than 2 MB");
        }
    }
}
