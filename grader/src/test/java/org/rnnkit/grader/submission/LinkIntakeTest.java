package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.system.RefusedException;

/** Tests that a link never brings somebody else's steps into a submission, wherever it is. */
@DisabledOnOs(OS.WINDOWS)
class LinkIntakeTest extends SubmissionFolder {

    /** Makes a reference, and an archive of it, beside a student's folder, as a workflow checks both out. */
    @BeforeEach
    void makeReference() throws IOException {
        write("kit/solutions/" + FIRST.sourceFile(), "class OneHotEncoding {}");
        try (TestArchive archive = TestArchive.create(folder.resolve("kit/other.zip"))) {
            archive.file(FIRST.sourceFile(), "class OneHotEncoding {}");
        }
        Files.createDirectories(folder.resolve("ada"));
    }

    @ParameterizedTest
    @CsvSource({"exercises, kit/solutions, exercises", "exercises, kit/solutions, exercises/.", "m.zip, kit/other.zip, m.zip",
        "m.tar.gz, kit/other.zip, m.tar.gz", "m, kit/other.zip, m", "OneHotEncoding.java, kit/solutions, OneHotEncoding.java"})
    void aLinkIsNoTarget(String link, String reference, String target) throws IOException {
        Files.createSymbolicLink(folder.resolve("ada").resolve(link), folder.resolve(reference));
        Path named = folder.resolve("ada/" + target);

        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> intake.take(named.toString()));

        assertThat(refused.forStudent()).isEqualTo("Your submission is a link, and links are never followed. Hand in the "
                + "folder or archive itself.");
        assertThat(refused).hasMessageContaining("If the link is your own, name the folder or archive that it leads to.");
        assertThatThrownBy(() -> intake.take("ada", List.of(folder.resolve("kit/other.zip"), named)))
                .isInstanceOf(RefusedException.class);
    }

    /** The instructor's home folder may be a link; so may the folder with all submissions. */
    @Test
    void foldersAroundTheTargetMayBeLinks() throws IOException {
        Files.createSymbolicLink(folder.resolve("home"), folder.resolve("kit"));

        assertThat(intake.take(folder.resolve("home/solutions").toString()).has(FIRST)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exercises", "src", "src/main", "src/main/java", "src/main/java/org/rnnkit/step1onehot",
        "work.zip"})
    void aLinkInsideIsNotFollowed(String link) throws IOException {
        Path path = folder.resolve("ada").resolve(link);
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, link.equals("work.zip") ? folder.resolve("kit/other.zip")
                : folder.resolve("kit/solutions").resolve(link.equals("exercises") ? "" : link));

        assertThatThrownBy(() -> intake.take(folder.resolve("ada").toString())).isInstanceOf(RefusedException.class)
                .hasMessageContaining("Your submission has no step, but links: " + path.getFileName());
    }

    @Test
    void aLinkInAnArchiveIsNotFollowed() throws IOException {
        Path archive = folder.resolve("ada/work.zip");
        try (TestArchive zip = TestArchive.create(archive)) {
            zip.link("exercises", folder.resolve("kit/solutions").toString());
        }

        assertThatThrownBy(() -> intake.take(archive.toString())).isInstanceOf(RefusedException.class)
                .hasMessageContaining("no step, but links: exercises");
    }

    /** Between the look at an upload and its reading, somebody may replace it by a link. */
    @Test
    void anArchiveThatHasBecomeALinkIsNotOpened() throws IOException {
        Path zip = Files.createSymbolicLink(folder.resolve("ada/work.zip"), folder.resolve("kit/other.zip"));

        assertThatThrownBy(() -> ARCHIVES.open(zip)).isInstanceOf(IOException.class);
        ARCHIVES.finishSubmission();
    }

    @Test
    void knowsWhatIsThere() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.zip");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

        assertThat(EntryKind.of(folder)).isEqualTo(EntryKind.FOLDER);
        assertThat(EntryKind.of(folder.resolve("kit/other.zip"))).isEqualTo(EntryKind.FILE);
        assertThat(EntryKind.of(pipe)).isEqualTo(EntryKind.OTHER);
        assertThat(EntryKind.of(folder.resolve("none"))).isEqualTo(EntryKind.MISSING);
        assertThat(EntryKind.of(Files.createSymbolicLink(folder.resolve("broken"), folder.resolve("none"))))
                .isEqualTo(EntryKind.LINK);
        assertThatThrownBy(() -> intake.take(pipe.toString())).isInstanceOf(RefusedException.class);
    }

    /** Windows has junctions, for which Java says that they are folders and no symbolic links. */
    @Test
    void aJunctionIsALink() {
        assertThat(EntryKind.of(attributes(Set.of("isDirectory", "isOther")))).isEqualTo(EntryKind.LINK);
        assertThat(EntryKind.of(attributes(Set.of("isDirectory")))).isEqualTo(EntryKind.FOLDER);
        assertThat(EntryKind.of(attributes(Set.of("isOther")))).isEqualTo(EntryKind.OTHER);
    }

    private static BasicFileAttributes attributes(Set<String> kinds) {
        Class<BasicFileAttributes> type = BasicFileAttributes.class;
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> kinds.contains(method.getName())));
    }
}
