package org.rnnkit.cli.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.rnnkit.cli.update.SmallHandout.CHAPTER;
import static org.rnnkit.cli.update.SmallHandout.FIRST;
import static org.rnnkit.cli.update.SmallHandout.POM;
import static org.rnnkit.cli.update.SmallHandout.TEST;
import static org.rnnkit.cli.update.SmallHandout.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.CommandProbe;

/** Tests of the update of a copy that is a git repository, and of handouts that come from git. */
@Tag("slow")
class GitUpdateTest {

    private static final SmallHandout ONE = SmallHandout.first();

    @TempDir
    private Path folder;

    private Path copy;

    @BeforeEach
    void commitTheHandout() throws IOException {
        assumeThat(CommandProbe.run(List.of("git", "--version"), Duration.ofMinutes(1)).succeeded()).isTrue();
        copy = repository(ONE.write(folder.resolve("copy")));
        put(FIRST, "my code\n");
    }

    @Test
    void mergesChangesOfBothSides() throws IOException {
        put(POM, "ONE\ntwo\nthree\nfour\nfive\n");
        commit(copy, "my first step");

        String said = update(ONE.next(POM, "one\ntwo\nthree\nfour\nFIVE\n").write(folder.resolve("two")).toString());

        assertThat(read(copy)).containsEntry(POM, "ONE\ntwo\nthree\nfour\nFIVE\n").containsEntry(FIRST, "my code\n");
        assertThat(said).contains("Merged, with your changes and the handout's:");
    }

    @Test
    void refusesChangesOfTheSameLine() throws IOException {
        put(POM, "MINE\ntwo\nthree\nfour\nfive\n");
        Map<String, String> before = read(copy);

        Path two = ONE.next(POM, "THEIRS\ntwo\nthree\nfour\nfive\n").write(folder.resolve("two"));

        assertThatThrownBy(() -> update(two.toString()))
                .isInstanceOf(UsageException.class).hasMessageContaining(POM);
        assertThat(read(copy)).isEqualTo(before);
    }

    @Test
    void takesAHandoutFromARepositoryByAddressAndByTheNameOfARemote() throws IOException {
        SmallHandout two = ONE.next(TEST, "from an address\n");
        Path template = repository(two.write(folder.resolve("template")));
        update(template.toUri().toString().replace("file:/", "file:///").replaceFirst("/{4,}", "///"));
        assertThat(read(copy)).containsEntry(TEST, "from an address\n");

        two.next(TEST, "from a remote\n").write(template);
        commit(template, "three");
        git(copy, "remote", "add", "course", template.toString());
        update("course");
        assertThat(read(copy)).containsEntry(TEST, "from a remote\n");
    }

    @Test
    void takesTheFirstCommitOfACopyWithoutARecordAsItsHandout() throws IOException {
        Path old = ONE.write(folder.resolve("old"));
        Files.delete(old.resolve(Handout.FILE));
        Files.writeString(old.resolve("notes.md"), "my notes\n");
        copy = repository(old);
        put(FIRST, "my code\n");
        put(CHAPTER, "my chapter\n");
        commit(copy, "my first step");

        String said = update(ONE.next(TEST, "new\n", "toolkit/New.java", "").write(folder.resolve("two")).toString());

        assertThat(said).contains("from an older handout to handout 2");
        assertThat(read(copy)).containsEntry(TEST, "new\n").containsEntry(FIRST, "my code\n")
                .containsEntry(CHAPTER, "my chapter\n").containsEntry("notes.md", "my notes\n").containsKey(Handout.FILE);
    }

    private String update(String from) {
        return new CopyUpdate(copy).run(from, Set.of(), Set.of(), false);
    }

    private void put(String path, String text) throws IOException {
        Files.writeString(copy.resolve(path), text);
    }

    private static Path repository(Path folder) {
        git(folder, "init", "--quiet");
        commit(folder, "handout");
        return folder;
    }

    private static void commit(Path folder, String message) {
        git(folder, "add", "--all");
        git(folder, "-c", "user.name=a", "-c", "user.email=a@localhost", "-c", "commit.gpgSign=false", "commit", "--quiet",
                "--message=" + message);
    }

    private static void git(Path folder, String... arguments) {
        CommandProbe probe = CommandProbe.git(folder, Duration.ofMinutes(1), arguments);
        assertThat(probe.succeeded()).as(probe.line()).isTrue();
    }
}
