package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.RefusedException;

/** Tests of the files that are taken from zip and tar archives, including invalid and hostile ones. */
class ArchiveIntakeTest extends SubmissionFolder {

    private static final String FILE = "ada-main/exercises/src/main/java/" + STEP;
    private static final String PACKAGE = FILE.substring(0, FILE.lastIndexOf('/') + 1);

    /** The places of the fields in a zip's directory entry, in bytes from its beginning. */
    private static final int FLAGS = 8;
    private static final int CHECKSUM = 16;
    private static final int SIZE = 24;

    private TestArchive create(String name) throws IOException {
        return TestArchive.create(folder.resolve(name));
    }

    private Submission take(String name) {
        return intake.take("ada", folder.resolve(name));
    }

    private void refuses(String name, String reason) {
        assertThatThrownBy(() -> take(name)).isInstanceOf(RefusedException.class).hasMessageContaining(name)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada-main/", "submission_12345/", "submission_12345/ada-main/"})
    void takesArchivesOfLearningPlatforms(String wrapper) throws IOException {
        String file = wrapper + "exercises/src/main/java/" + STEP;
        try (TestArchive archive = create("work.zip")) {
            archive.file("metadata.yml", ":submissions:").file("__MACOSX/" + wrapper + "._x", "mac").file(file, "class A {}");
        }

        assertThat(take("work.zip").fileOf(FIRST)).isEqualTo(file);
        assertThat(take("work.zip").isWritten(FIRST)).isTrue();
        assertThat(take("work.zip").ignored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"work.tar.gz", "work.tgz", "work.tar", "work.zip"})
    void takesATarWhateverItsNameSays(String name) throws IOException {
        try (TestArchive tar = TestArchive.createTar(folder.resolve(name))) {
            tar.entry("./ada-main/", TarConstants.LF_DIR, "").file("./" + FILE, "class A {}");
        }

        assertThat(take(name).fileOf(FIRST)).isEqualTo(FILE);
        assertThat(take(name).isWritten(FIRST)).isTrue();
    }

    /** Writing a source with such a name would fail, which would look like a grader error. */
    @ParameterizedTest
    @CsvSource({"long, a name of more than 255 bytes", "nul, a name that no file can have"})
    void ignoresNamesThatNoFileCanHave(String kind, String reason) throws IOException {
        String name = kind.equals("long") ? "x".repeat(300) : "nul\0";
        try (TestArchive archive = create("work.zip")) {
            archive.file(FILE, "class A {}").file(FILE.replace("OneHotEncoding", name), "class B {}");
        }

        assertThat(taken(take("work.zip"))).containsExactly(FILE);
        assertThat(take("work.zip").ignored()).singleElement().asString().contains("(" + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.java", "/etc/evil.java", "C:/evil.java", "a/../../evil.java", "..\\evil.java",
        "C:\\evil.java", "a\\..\\..\\evil.java"})
    void listsEntriesThatLeadOutsideWithoutWritingThem(String name) throws IOException {
        for (String kind : List.of("work.zip", "work.tgz")) {
            try (TestArchive archive = create(kind)) {
                archive.file(name, "evil").file(FILE, "class A {}");
            }
            Submission submission = take(kind);

            assertThat(submission.ignored()).containsExactly(
                    name.replace('\\', '/') + " (a path that leads out of the submission's folder)");
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files).noneMatch(file -> file.getFileName().toString().contains("evil"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"work.zip", "work.tgz"})
    void doesNotFollowALink(String name) throws IOException {
        try (TestArchive archive = create(name)) {
            archive.file(FILE, "class A {}").link(PACKAGE + "Linked.java", "/etc/passwd");
        }

        assertThat(take(name).ignored()).containsExactly(PACKAGE + "Linked.java (" + SubmissionEntry.LINK + ")");
        assertThat(taken(take(name))).containsExactly(FILE);
    }

    @Test
    void listsWhatIsNotARegularFileInATarWithoutReadingIt() throws IOException {
        try (TestArchive tar = create("work.tgz")) {
            tar.file(FILE, "class A {}").entry(PACKAGE + "Hard.java", TarConstants.LF_LINK, FILE)
                    .entry(PACKAGE + "Pipe.java", TarConstants.LF_FIFO, "")
                    .entry(PACKAGE + "Device.java", TarConstants.LF_CHR, "");
        }

        assertThat(taken(take("work.tgz"))).hasSize(1);
        assertThat(take("work.tgz").ignored()).containsExactlyInAnyOrder(
                PACKAGE + "Hard.java (" + SubmissionEntry.LINK + ")", PACKAGE + "Pipe.java (not a regular file)",
                PACKAGE + "Device.java (not a regular file)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"work.zip", "work.tgz"})
    void doesNotUnpackABomb(String name) throws IOException {
        try (TestArchive archive = create(name)) {
            archive.file(FILE, "class A {}").file(PACKAGE + "Bomb.java", new byte[50_000_000]);
        }

        assertThat(take(name).problem(FIRST)).hasValueSatisfying(problem -> assertThat(problem).contains("Bomb.java"));
    }

    @Test
    void checksTheRealSizeOfAnEntry() throws IOException {
        try (TestArchive archive = create("work.zip")) {
            archive.file(FILE, new byte[2_000_000]);
        }
        patchZip(SIZE, 10);

        assertThat(take("work.zip").problem(FIRST)).hasValueSatisfying(problem -> assertThat(problem).contains("1 MB"));
    }

    @ParameterizedTest
    @CsvSource({CHECKSUM + ", Checksum", FLAGS + ", password"})
    void rejectsAZipWithAWrongChecksumOrEncryption(int field, String reason) throws IOException {
        try (TestArchive archive = create("work.zip")) {
            archive.file(FILE, "class A {}");
        }
        patchZip(field, 0x0801); // as flags: encrypted, names in UTF-8

        refuses("work.zip", reason);
    }

    /** Changes a field of the first entry in the directory at the end of a zip. */
    private void patchZip(int field, int value) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("work.zip"))).order(ByteOrder.LITTLE_ENDIAN);
        int entry = 0;
        while (bytes.getInt(entry) != 0x02014b50) {
            entry++;
        }
        if (field == FLAGS) {
            bytes.putShort(entry + field, (short) value);
        } else {
            bytes.putInt(entry + field, value);
        }
        Files.write(folder.resolve("work.zip"), bytes.array());
    }

    @ParameterizedTest
    @ValueSource(strings = {"work.zip", "work.tar"})
    void rejectsTwoFilesWithTheSameName(String name) throws IOException {
        try (TestArchive archive = create(name)) {
            archive.file(FILE, "class A {}").file(name.equals("work.tar") ? "./" + FILE : FILE, "class B {}");
        }

        refuses(name, "two files with the same name");
    }

    @Test
    void takesTheStepsClassIfTwoNamesDifferOnlyInCase() throws IOException {
        try (TestArchive archive = create("work.zip")) {
            archive.file(FILE.replace("OneHotEncoding", "ONEHOTENCODING"), "class B {}").file(FILE, "class A {}");
        }

        assertThat(take("work.zip").ignored()).singleElement().asString().contains("ONEHOTENCODING.java");
        assertThat(take("work.zip").texts(FIRST)).containsExactly("class A {}");
    }

    @Test
    void rejectsAFileThatIsNotAnArchive() throws IOException {
        write("work.zip", "PK, but not really");

        refuses("work.zip", "can't be opened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"work.zip", "work.tgz"})
    void rejectsATruncatedArchive(String name) throws IOException {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        try (TestArchive archive = create(name)) {
            archive.file(FILE, "class A {}").file("noise", noise);
        }
        byte[] whole = Files.readAllBytes(folder.resolve(name));
        Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length / 2));

        refuses(name, "can't be opened");
    }

    /** The content of a sparse file can be far longer than the archive. */
    @Test
    void takesTheStepsBesideASparseFile() throws IOException {
        try (TestArchive tar = create("work.tar")) {
            tar.file(FILE, "class A {}").entry("sparse", TarConstants.LF_GNUTYPE_SPARSE, "");
        }

        assertThat(taken(take("work.tar"))).containsExactly(FILE);
    }

    /** The limit holds for one archive, and for all together of which each alone is small enough. */
    @ParameterizedTest
    @CsvSource({"1, 3000000", "2, 1500000"})
    void doesNotUnpackMoreThanTheLimit(int count, int size) throws IOException {
        for (int i = 1; i <= count; i++) {
            try (TestArchive tar = create(i + ".tgz")) {
                tar.file("zeros", new byte[size]);
            }
        }
        try (Archives archives = new Archives(KIT, Sandbox::none, 2_000_000, Duration.ofSeconds(60))) {
            for (int i = 1; i < count; i++) {
                archives.open(folder.resolve(i + ".tgz"));
            }
            assertThatThrownBy(() -> archives.open(folder.resolve(count + ".tgz"))).isInstanceOf(RefusedException.class)
                    .hasMessageContaining("more than 2 MB");
        }
    }
}
