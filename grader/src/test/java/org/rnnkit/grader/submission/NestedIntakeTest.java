package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.system.RefusedException;

/** Tests of archives inside folders and other archives. */
class NestedIntakeTest extends SubmissionFolder {

    private static final String FILE = "src/main/java/" + STEP;

    @Test
    void choosesTheArchiveWithTheSteps() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        steps(folder.resolve("sub/work.zip"));
        zip(folder.resolve("photos.zip"), "photo.jpg", new byte[10]);
        write("broken.zip", "PK, but not really");
        write("old.rar", "Rar!");

        assertThat(take().has(FIRST)).isTrue();
    }

    @Test
    void doesNotChooseBetweenTwoArchivesWithSteps() throws IOException {
        steps(folder.resolve("new.zip"));
        steps(folder.resolve("old.zip"));

        assertThatThrownBy(() -> take()).isInstanceOf(RefusedException.class)
                .hasMessageContaining("steps in two places, new.zip and old.zip");
    }

    /** Moodle's archive has the time of each upload; Moodle gives a second file of the same name a number. */
    @ParameterizedTest
    @CsvSource({"a.zip 300 b.zip 0, b.zip", "b.zip 0 a.zip 300, b.zip", "work.zip 0 work (1).zip 0, work (1).zip",
        "work (2).zip 0 work (10).zip 0 work.zip 0, work (10).zip", "work(1).tar.gz 0 work.tar.gz 0, work(1).tar.gz",
        "work.zip 300 work (1).zip 0, work (1).zip", "a.zip 900 b.zip 300 c.zip 0, c.zip"})
    void gradesTheNewestUploadAndSaysSo(String uploads, String newest) throws IOException {
        makeUploads(uploads);

        Submission taken = take();

        assertThat(taken.has(FIRST)).isTrue();
        assertThat(taken.ignored()).hasSize(uploads.split(" \\d+ ?").length - 1).allSatisfy(line -> assertThat(line)
                .endsWith("(an earlier upload: by its time or its number, " + newest + " is the newest and is graded)")
                .doesNotStartWith(newest));
    }

    /** The files of a class are unpacked within seconds; names that students choose mean what they like. */
    @ParameterizedTest
    @ValueSource(strings = {"old.zip 0 new.zip 0", "v1.zip 0 v2.zip 0", "a.zip 40 b.zip 0", "work.zip 0 work (1).zip 300",
        "a (1).zip 0 b (2).zip 0", "a.zip 300 b.zip 0 c.zip 0", "work.zip 0 work (1).tgz 0"})
    void refusesUploadsOfWhichNobodyKnowsTheNewest(String uploads) throws IOException {
        makeUploads(uploads);

        assertThatThrownBy(() -> take()).isInstanceOf(RefusedException.class)
                .hasMessageContaining("steps in two places, ");
    }

    /** Inside an archive, times and names are the student's own. */
    @Test
    void doesNotChooseTheNewestInsideAnArchive() throws IOException {
        steps(folder.resolve("work.zip"));
        try (TestArchive outer = TestArchive.create(folder.resolve("outer.zip"))) {
            outer.file("work.zip", Files.readAllBytes(folder.resolve("work.zip")))
                    .file("work (1).zip", Files.readAllBytes(folder.resolve("work.zip")));
        }

        assertThatThrownBy(() -> intake.take("ada", folder.resolve("outer.zip"))).isInstanceOf(RefusedException.class)
                .hasMessageContaining("steps in two places");
    }

    /** Makes archives with steps, each with its name and its age in seconds. */
    private void makeUploads(String namesAndAges) throws IOException {
        Instant now = Instant.now();
        Matcher each = Pattern.compile("(\\S.*?) (\\d+)(?: |$)").matcher(namesAndAges);
        while (each.find()) {
            Files.setLastModifiedTime(steps(folder.resolve(each.group(1))),
                    FileTime.from(now.minusSeconds(Long.parseLong(each.group(2)))));
        }
    }

    @Test
    void doesNotChooseBetweenAnArchiveAndLooseFiles() throws IOException {
        steps(folder.resolve("work.zip"));
        write("OneHotEncoding.java", "class OneHotEncoding {}");

        assertThatThrownBy(() -> take()).isInstanceOf(RefusedException.class)
                .hasMessageContaining("steps in two places").hasMessageContaining("work.zip");
    }

    @Test
    void stepsInTheFolderItselfNeedNoArchive() throws IOException {
        steps(folder.resolve("backup.zip"));
        write(FILE, "class OneHotEncoding {}");

        assertThat(take().ignored())
                .containsExactly("backup.zip (an archive beside the steps is not opened)");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false", "3, false"})
    void opensOneArchiveInsideAnother(int levels, boolean found) throws IOException {
        Path archive = steps(folder.resolve("work.zip"));
        for (int i = 0; i < levels; i++) {
            byte[] inner = Files.readAllBytes(archive);
            archive = zip(folder.resolve("work" + i + ".zip"), "inner.zip", inner);
        }
        Path outer = archive;

        if (found) {
            assertThat(intake.take("ada", outer).has(FIRST)).isTrue();
        } else {
            assertThatThrownBy(() -> intake.take("ada", outer)).isInstanceOf(RefusedException.class).hasMessageContaining(
                    "Your archive inner.zip is inside two others. One archive inside your upload is opened, no deeper.");
        }
    }

    /** A learning platform puts each upload into a folder, which is no part of it. */
    @Test
    void opensOneArchiveInsideAnUploadInAFolder() throws IOException {
        Path inner = steps(folder.resolve("inner.zip"));
        zip(folder.resolve("upload/work.zip"), "inner.zip", Files.readAllBytes(inner));

        assertThat(intake.take("ada", folder.resolve("upload")).has(FIRST)).isTrue();
    }

    @Test
    void saysWhyTheOnlyArchiveInAFolderIsNotOpened() throws IOException {
        Files.writeString(folder.resolve("work.7z"), "7z\u00bc\u00af\u0027\u001c", StandardCharsets.ISO_8859_1);
        write("readme.pdf", "%PDF");

        assertThatThrownBy(() -> take()).isInstanceOf(RefusedException.class)
                .hasMessageContaining("packed as 7z").hasMessageContaining(".tar.gz");
    }

    /** Each of a hundred archives inside another would otherwise stay in memory with all its entries. */
    @Test
    void opensNoMoreArchivesOnceThereAreTooManyEntries() throws IOException {
        Path many = manyEntries(folder.resolve("many.zip"), SubmissionEntry.MAX_ENTRIES / 2 + 1);
        Path small = steps(folder.resolve("small.zip"));
        List<SubmissionEntry> entries = ARCHIVES.open(small);
        ARCHIVES.open(many);
        assertThatThrownBy(() -> ARCHIVES.open(many)).isInstanceOf(RefusedException.class);

        assertThatThrownBy(() -> entries.get(0).content().open(ARCHIVES)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("more than 100000 files");
        ARCHIVES.finishSubmission();
    }

    /** Each archive alone has few enough; four hundred of them would keep the grader busy for an hour. */
    @Test
    void theLimitOfLooseSourcesHoldsForAllArchivesTogether() throws IOException {
        byte[] comment = Arrays.copyOf(new byte[] {'/', '*'}, 990_000);
        for (int i = 0; i < 6; i++) {
            try (TestArchive archive = TestArchive.create(folder.resolve(i + ".zip"))) {
                for (int j = 0; j < 9; j++) {
                    archive.file("Large" + j + ".java", comment);
                }
            }
        }

        assertThatThrownBy(() -> take()).isInstanceOf(RefusedException.class)
                .hasMessageContaining("more than 10 MB");
    }

    private static Path manyEntries(Path file, int count) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.setLevel(0);
            for (int i = 0; i < count; i++) {
                zip.putNextEntry(new ZipEntry(String.valueOf(i)));
            }
        }
        return file;
    }

    private static Path steps(Path file) throws IOException {
        return zip(file, FILE, "class OneHotEncoding {}".getBytes(StandardCharsets.UTF_8));
    }

    private static Path zip(Path file, String name, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        try (TestArchive archive = TestArchive.create(file)) {
            archive.file(name, content);
        }
        return file;
    }
}
