package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rnnkit.cli.handout.SmallHandout.CHAPTER;
import static org.rnnkit.cli.handout.SmallHandout.FIRST;
import static org.rnnkit.cli.handout.SmallHandout.SECOND;
import static org.rnnkit.cli.handout.SmallHandout.TEST;
import static org.rnnkit.cli.handout.SmallHandout.commit;
import static org.rnnkit.cli.handout.SmallHandout.git;
import static org.rnnkit.cli.handout.SmallHandout.read;
import static org.rnnkit.cli.handout.SmallHandout.toolkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.PageCommands;
import org.rnnkit.cli.Programs;

/** Tests of handouts that come from git, by the command and by a pull. */
@Tag("slow")
class GitUpdateTest {

    private static final SmallHandout ONE = SmallHandout.first();
    private static final SmallHandout TWO = ONE.next(TEST, "new\n", CHAPTER, "new\n", SECOND, "// TODO 2, new\n");

    @TempDir
    private Path folder;

    private Path course;
    private Path copy;

    @BeforeEach
    void cloneTheHandout() throws IOException {
        Programs.assumeInstalled("git");
        course = ONE.write(folder.resolve("course"));
        git(course, "init", "--quiet");
        git(course, "symbolic-ref", "HEAD", "refs/heads/main");
        commit(course, "handout 1");
        copy = folder.resolve("copy");
        git(folder, "clone", "--quiet", course.toString(), copy.toString());
        put(FIRST, "my code\n");
        commit(copy, "my first step");
    }

    private void handOutTwo() throws IOException {
        TWO.write(course);
        Files.delete(course.resolve(toolkit(1)));
        commit(course, "handout 2");
    }

    @Test
    void takesAHandoutFromARepositoryByAddressAndByTheNameOfARemote() throws IOException {
        handOutTwo();
        update(course.toUri().toString().replace("file:/", "file:///").replaceFirst("/{4,}", "///"));
        assertThat(read(copy)).containsEntry(TEST, "new\n").containsEntry(FIRST, "my code\n");

        TWO.next(TEST, "from a remote\n").write(course);
        commit(course, "three");
        update("origin");
        assertThat(read(copy)).containsEntry(TEST, "from a remote\n");
    }

    @Test
    void takesTheBranchMainOrElseTheHeadOfARepository() throws IOException {
        handOutTwo();
        git(course, "checkout", "--quiet", "-b", "draft", "HEAD~1");
        update("origin");
        assertThat(read(copy)).containsEntry(TEST, "new\n");

        TWO.next(TEST, "from a branch\n").write(course);
        commit(course, "three");
        git(course, "branch", "--quiet", "--delete", "--force", "main");
        update("origin");
        assertThat(read(copy)).containsEntry(TEST, "from a branch\n");
    }

    /** The command leaves the earlier built kit to programs that run from it, until nothing uses it any more. */
    @Test
    void aPullGivesTheSameAsTheCommand() throws IOException {
        handOutTwo();
        Path pulled = folder.resolve("pulled");
        git(folder, "clone", "--quiet", copy.toString(), pulled.toString());
        git(pulled, "-c", "user.name=a", "-c", "user.email=a@localhost", "pull", "--quiet", "--no-rebase", "--no-edit",
                course.toString(), "main");

        update("origin");

        SortedMap<String, String> updated = new TreeMap<>(read(copy));
        updated.remove(toolkit(1));
        assertThat(updated).isEqualTo(read(pulled));
    }

    private void update(String from) {
        new CopyUpdate(copy).run(PageCommands.arguments("./rnnkit update https://github.com/OWNER/REPOSITORY.git",
                Map.of("https://github.com/OWNER/REPOSITORY.git", from))[1]);
    }

    private void put(String path, String text) throws IOException {
        Files.writeString(copy.resolve(path), text);
    }
}
