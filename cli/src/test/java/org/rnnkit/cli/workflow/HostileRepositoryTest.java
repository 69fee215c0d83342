package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a repository that was made to fill the disk or the memory is refused alone. */
class HostileRepositoryTest extends ScriptTest {

    HostileRepositoryTest() {
        super("jq", "git");
    }

    /** 1,152,921,504,606,846,976 files in a pack of a few kilobytes: a checkout would fill any disk. */
    @Test
    void aRepositoryWhoseCheckoutNeverEndsIsRefusedAlone() throws Exception {
        Path bomb = repository("course/bomb", "exercises/A.java", "one");
        commitTree(bomb, "tree=$(many 64 blob $blob); for i in {1..9}; do tree=$(many 64 tree $tree); done");
        repository("course/two", "A.java", "two");
        list("ada,course/bomb,\nbob,course/two,\n");

        Workspace.Run run = fetch();

        assertThat(run.status()).isZero();
        assertThat(run.log()).contains("::warning title=ada::Not taken: Your repository has more than 20000 files and folders")
                .doesNotContain("title=bob");
        assertThat(reason("ada")).startsWith("refused: Your repository has more than 20000 files").endsWith("again.\n");
        assertThat(folder.resolve("submissions/ada")).doesNotExist();
        assertThat(folder.resolve("submissions/bob/A.java")).hasContent("two");
    }

    /** Folders without a file are listed by no command that lists files, and equal files are stored once. */
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "tree=$(git mktree </dev/null); for i in {1..40}; do tree=$(many 2 tree $tree); done => has more than 20000 files",
        "tree=$(many 100 blob $(head -c 3000000 /dev/zero | git hash-object -w --stdin)) => has more than 200 MB",
        "tree=$(many 1 blob $blob $(printf %0300d)) => has a name that no file can have",
        "for i in {1..30}; do tree=$(many 1 tree $tree $(printf %0100d)); done => has a name that no file can have"})
    void aTreeThatIsTooLargeIsRefusedBeforeItsCheckout(String tree, String reason) throws Exception {
        commitTree(repository("course/one", "exercises/A.java", "one"), tree);
        list("ada,course/one,\n");

        assertThat(fetch().status()).isZero();

        assertThat(reason("ada")).startsWith("refused: Your repository " + reason);
        assertThat(folder.resolve("submissions/ada")).doesNotExist();
    }

    /** With such attributes git writes ten times as many bytes as the tree has, and in UTF-32 forty times as many. */
    @Test
    void aCheckoutWritesTheBytesThatWereCounted() throws Exception {
        Path repository = repository("course/one", "A.java", "$Id$\n");
        Files.writeString(repository.resolve(".gitattributes"), "*.java ident eol=crlf\n");
        commit(repository);
        list("ada,course/one,\n");

        assertThat(fetch().status()).isZero();

        assertThat(folder.resolve("submissions/ada/A.java")).content().isEqualTo("$Id$\n");
    }

    /** A student can move a tag that the list names. */
    @ParameterizedTest
    @ValueSource(strings = {"HEAD:A.java", "HEAD^{tree}"})
    void aTagThatLeadsToNoCommitIsTheStudentsMistake(String target) throws Exception {
        Path repository = repository("course/one", "A.java", "one");
        git(repository, "git tag v1 '" + target + "'");
        list("ada,course/one,v1\n");

        assertThat(fetch().status()).isZero();

        assertThat(reason("ada")).startsWith("refused: v1 of your repository is a tag that leads to no commit.");
    }

    /** The limit for one file also holds for what git receives. */
    @Test
    void aPackThatIsTooLargeIsNotReceived() throws Exception {
        Path repository = repository("course/one", "A.java", "one");
        Files.writeString(folder.resolve("kit/.github/scripts/fetch-submissions.sh"), Files.readString(folder.resolve(
                "kit/.github/scripts/fetch-submissions.sh")).replace("max_megabytes=200", "max_megabytes=1"));
        byte[] noise = new byte[3_000_000];
        new Random(1).nextBytes(noise);
        Files.write(repository.resolve("noise"), noise);
        commit(repository);
        list("ada,course/one,\n");

        assertThat(fetch().status()).isZero();

        assertThat(reason("ada")).startsWith("refused: Your repository has more than 1 MB");
    }

    /**
     * Makes a commit of a tree that no folder has. The script calls {@code many NUMBER TYPE HASH [NAME]} for a tree with so
     * many entries, and leaves the commit's tree in the variable {@code tree}.
     */
    private void commitTree(Path repository, String script) throws Exception {
        git(repository, """
                many() {
                  local mode=100644
                  [ "$2" = blob ] || mode=040000
                  for ((n = 0; n < $1; n++)); do printf '%s %s %s\t%s%d\n' "$mode" "$2" "$3" "${4-}" "$n"; done | git mktree
                }
                blob=$(git hash-object -w exercises/A.java)
                tree=$(git write-tree)
                """ + script + """

                commit=$(git -c user.name=x -c user.email=x@example.org commit-tree -m x "$tree")
                git update-ref refs/heads/main $commit""");
    }
}
