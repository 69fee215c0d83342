package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.CommandProbe;

/** Tests of a new handout in a folder that has an earlier one. */
@Tag("slow")
class EarlierHandoutTest {

    private static final String STEP = "src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java";
    private static final Map<String, String> SCRIPTS = Map.of("rnnkit", "", ".github/scripts/grade.sh", "",
            ".github/scripts/install-isolation.sh", "");

    @TempDir
    private Path folder;

    private Path target;

    @BeforeEach
    void handOut() throws IOException {
        target = folder.resolve("target");
        Map<String, String> files = Map.of("README.md", "one\n", "toolkit/Old.java", "", "stubs/" + STEP, "// TODO\n");
        write(target, 1, files);
        HandoutRepository repository = new HandoutRepository(target);
        assumeThat(repository.create()).isTrue();
        repository.commit("Handout 1");
        git("remote", "add", "origin", "https://example.org/course.git");
    }

    @Test
    void isACommitOnTopAndOtherFilesStay() throws IOException {
        Files.writeString(target.resolve("syllabus.md"), "Monday\n");
        git("add", "--all");
        git("-c", "user.name=a", "-c", "user.email=a@localhost", "commit", "--quiet", "--message=syllabus");
        Handout two = write(folder.resolve("two"), 2, Map.of("README.md", "two\n", "toolkit/New.java", "", "stubs/" + STEP,
                "// TODO: more\n"));

        EarlierHandout.require(target).replaceBy(folder.resolve("two"), two);

        assertThat(git("rev-list", "--count", "HEAD")).isEqualTo("3");
        assertThat(git("log", "-1", "--format=%s")).isEqualTo("Handout 2: texts, stub of step 1, toolkit");
        assertThat(git("log", "-1", "--format=%b").lines().findFirst()).contains("Changed:");
        assertThat(git("remote")).isEqualTo("origin");
        assertThat(git("status", "--porcelain")).isEqualTo("exit value 0");
        assertThat(target.resolve("syllabus.md")).hasContent("Monday");
        assertThat(target.resolve("README.md")).hasContent("two");
        assertThat(target.resolve("exercises/" + STEP)).hasContent("// TODO: more");
        assertThat(target.resolve("toolkit/Old.java")).doesNotExist();
        assertThat(Handout.find(target)).contains(two);
    }

    @Test
    void refusesAFolderWithChangesThatAreNotCommitted() throws IOException {
        Files.writeString(target.resolve("README.md"), "mine\n");
        assertThatThrownBy(() -> EarlierHandout.require(target)).isInstanceOf(UsageException.class)
                .hasMessageContaining("not committed");

        git("checkout", "--", "README.md");
        Files.writeString(target.resolve("new.txt"), "");
        assertThatThrownBy(() -> EarlierHandout.require(target)).isInstanceOf(UsageException.class);
    }

    @Test
    void refusesToReplaceAFileThatWasChangedThere() throws IOException {
        Files.writeString(target.resolve("README.md"), "mine\n");
        git("-c", "user.name=a", "-c", "user.email=a@localhost", "commit", "--quiet", "--all", "--message=mine");
        Handout two = write(folder.resolve("two"), 2, Map.of("README.md", "two\n"));

        assertThatThrownBy(() -> EarlierHandout.require(target).replaceBy(folder.resolve("two"), two))
                .isInstanceOf(UsageException.class).hasMessageContaining("would replace them: README.md");
        assertThat(target.resolve("README.md")).hasContent("mine");
        assertThat(target.resolve("toolkit/Old.java")).exists();
    }

    @Test
    void refusesAFolderWithOtherFiles() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "");
        assertThatThrownBy(() -> EarlierHandout.require(folder)).isInstanceOf(UsageException.class)
                .hasMessageContaining("not an earlier handout");
    }

    private static Handout write(Path place, int version, Map<String, String> files) throws IOException {
        Map<String, String> all = new TreeMap<>(files);
        all.putAll(SCRIPTS);
        SortedMap<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, String> file : all.entrySet()) {
            hashes.put(file.getKey(), Handout.hash(file.getValue().getBytes(StandardCharsets.UTF_8)));
            write(place.resolve(file.getKey()), file.getValue());
        }
        if (files.containsKey("stubs/" + STEP)) {
            write(place.resolve("exercises/" + STEP), files.get("stubs/" + STEP));
        }
        Handout handout = new Handout(List.of(new Handout.Version(version, "2026-11-26", "", "")), hashes);
        Files.write(place.resolve(Handout.FILE), handout.toJson());
        return handout;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String git(String... arguments) {
        return CommandProbe.git(target, Duration.ofMinutes(1), arguments).line();
    }
}
