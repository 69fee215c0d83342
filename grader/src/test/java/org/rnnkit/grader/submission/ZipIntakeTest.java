package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the files that are taken from archives, including invalid and hostile ones. */
class ZipIntakeTest {

    private static final Step FIRST = Steps.all().get(0);
    private static final String FILE = "ada-main/exercises/src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java";

    /** The places of the fields in an archive's directory entry, in bytes from its beginning. */
    private static final int FLAGS = 8;
    private static final int CHECKSUM = 16;
    private static final int SIZE = 24;

    private final Intake intake = new Intake(Kit.find(Steps.all()));

    @TempDir
    private Path folder;
    private Path zip;

    @BeforeEach
    void nameTheArchive() {
        zip = folder.resolve("work.zip");
    }

    /** Writing a source with such a name would fail, which would look like a grader error. */
    @ParameterizedTest
    @CsvSource({"long, a name of more than 255 bytes", "nul, a name that no file can have"})
    void ignoresNamesThatNoFileCanHave(String kind, String reason) throws IOException {
        String name = kind.equals("long") ? "x".repeat(300) : "nul\0";
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file(FILE, "class A {}").file(FILE.replace("OneHotEncoding", name), "class B {}");
        }

        Submission submission = take();

        assertThat(submission.isWritten(FIRST)).isTrue();
        assertThat(submission.write(List.of(FIRST), folder.resolve("written"))).hasSize(1);
        assertThat(submission.ignored()).singleElement().asString().contains("(" + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada-main/", "submission_12345/", "submission_12345/ada-main/"})
    void takesArchivesOfLearningPlatforms(String wrapper) throws IOException {
        String file = wrapper + "exercises/src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java";
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file("metadata.yml", ":submissions:").file("__MACOSX/" + wrapper + "._x", "mac").file(file, "class A {}");
        }

        Submission submission = take();

        assertThat(submission.fileOf(FIRST)).isEqualTo(file);
        assertThat(submission.isWritten(FIRST)).isTrue();
        assertThat(submission.ignored()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"../evil.java, leads out", "/etc/evil.java, leads out", "C:/evil.java, leads out",
        "a/../../evil.java, leads out", "..\\evil.java, leads out", "C:\\evil.java, leads out",
        "a\\..\\..\\evil.java, leads out"})
    void listsEntriesThatLeadOutsideWithoutWritingThem(String name, String why) throws IOException {
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file(name, "evil").file(FILE, "class A {}");
        }
        Submission submission = take();
        submission.write(Steps.all(), folder.resolve("a/b/copy"));

        assertThat(submission.ignored()).singleElement().asString().startsWith(name.replace('\\', '/') + " (").contains(why);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().contains("evil"));
        }
    }

    @Test
    void doesNotFollowALink() throws IOException {
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file(FILE, "class A {}").link(FILE.replace("OneHotEncoding", "Linked"), "/etc/passwd");
        }

        assertThat(take().ignored()).singleElement().asString().contains("Linked.java (a link");
        assertThat(take().write(List.of(FIRST), folder.resolve("copy"))).hasSize(1);
    }

    @Test
    void doesNotUnpackABomb() throws IOException {
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file(FILE, "class A {}").file(FILE.replace("OneHotEncoding", "Bomb"), new byte[50_000_000]);
        }

        assertThat(take().problem(FIRST)).hasValueSatisfying(problem -> assertThat(problem).contains("Bomb.java"));
    }

    @Test
    void checksTheRealSizeOfAnEntry() throws IOException {
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file(FILE, new byte[2_000_000]);
        }
        patch(SIZE, 10);

        assertThat(take().problem(FIRST)).hasValueSatisfying(problem -> assertThat(problem).contains("1 MB"));
    }

    @ParameterizedTest
    @ValueSource(ints = {CHECKSUM, FLAGS})
    void rejectsAnArchiveWithAWrongChecksumOrEncryption(int field) throws IOException {
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file(FILE, "class A {}");
        }
        patch(field, 0x0801); // as flags: encrypted, names in UTF-8

        assertThatThrownBy(this::take).isInstanceOf(UsageException.class).hasMessageContaining("work.zip");
    }

    @Test
    void rejectsTwoFilesWithTheSameName() throws IOException {
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file(FILE, "class A {}").file(FILE, "class B {}");
        }

        assertThatThrownBy(this::take).isInstanceOf(UsageException.class).hasMessageContaining(FILE);
    }

    @Test
    void takesTheStepsClassIfTwoNamesDifferOnlyInCase() throws IOException {
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file(FILE.replace("OneHotEncoding", "ONEHOTENCODING"), "class B {}").file(FILE, "class A {}");
        }

        assertThat(take().ignored()).singleElement().asString().contains("ONEHOTENCODING.java");
        assertThat(take().write(List.of(FIRST), folder.resolve("copy"))).singleElement()
                .satisfies(file -> assertThat(file).hasContent("class A {}"));
    }

    @Test
    void rejectsAFileThatIsNotAnArchive() throws IOException {
        Files.writeString(zip, "PK, but not really");

        assertThatThrownBy(this::take).isInstanceOf(UsageException.class).hasMessageContaining("can't be opened");
    }

    @Test
    void rejectsATruncatedArchive() throws IOException {
        try (TestArchive archive = TestArchive.create(zip)) {
            archive.file(FILE, "class A {}".repeat(1_000));
        }
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(this::take).isInstanceOf(UsageException.class).hasMessageContaining("can't be opened");
    }

    private Submission take() {
        return intake.take(zip.toString());
    }

    /** Changes a field of the first entry in the directory at the archive's end. */
    private void patch(int field, int value) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
        int entry = 0;
        while (bytes.getInt(entry) != 0x02014b50) {
            entry++;
        }
        if (field == FLAGS) {
            bytes.putShort(entry + field, (short) value);
        } else {
            bytes.putInt(entry + field, value);
        }
        Files.write(zip, bytes.array());
    }
}
