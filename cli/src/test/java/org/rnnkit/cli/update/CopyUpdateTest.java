package org.rnnkit.cli.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.rnnkit.cli.update.SmallHandout.CHAPTER;
import static org.rnnkit.cli.update.SmallHandout.FIRST;
import static org.rnnkit.cli.update.SmallHandout.POM;
import static org.rnnkit.cli.update.SmallHandout.SECOND;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.CommandProbe;

/** Tests of the update of a copy without git: what it changes, what it leaves, and that it can be undone. */
class CopyUpdateTest {

    private static final SmallHandout ONE = SmallHandout.first();

    @TempDir
    private Path folder;

    private Path copy;

    @BeforeEach
    void copyTheHandout() throws IOException {
        copy = ONE.write(folder.resolve("copy"));
        put(FIRST, "my code\n");
        put("exercises/src/main/java/org/rnnkit/step1onehot/Helper.java", "my helper\n");
        put("runs/model.txt", "my model\n");
    }

    @Test
    void bringsTheKitsFilesAndLeavesStepsAlone() throws IOException {
        SmallHandout two = ONE.next(CHAPTER, "# Step 1, better\n", TEST, "class OneHotEncodingTest { /* new */ }\n",
                "toolkit/New.java", "class New {}\n", POM, null);

        String said = update(two.write(folder.resolve("two")));

        assertThat(read(copy)).containsEntry(CHAPTER, "# Step 1, better\n").containsEntry("toolkit/New.java", "class New {}\n")
                .containsEntry(FIRST, "my code\n").containsEntry("runs/model.txt", "my model\n").doesNotContainKey(POM)
                .containsKey("exercises/src/main/java/org/rnnkit/step1onehot/Helper.java");
        assertThat(Handout.find(copy)).hasValueSatisfying(handout -> assertThat(handout.getVersion()).isEqualTo(2));
        assertThat(said).contains("from handout 1 to handout 2", "Handout 2 (2026-11-02): changes of handout 2",
                "2 files changed, 1 added, 1 deleted");
    }

    @Test
    void undoPutsEveryByteBack() throws IOException {
        put(POM, "one\ntwo\nthree\nfour\nMINE\n");
        Map<String, String> before = read(copy);
        update(ONE.next(CHAPTER, "new\n", TEST, null, "toolkit/a/New.java", "", Handout.firstState(SECOND), "// other\n")
                .write(folder.resolve("two")));
        assertThat(read(copy)).isNotEqualTo(before);

        assertThat(new CopyUpdate(copy).undo()).isEqualTo("The last update is undone: this copy has handout 1 again.");

        assertThat(read(copy)).isEqualTo(before);
        assertThat(copy.resolve("toolkit/a")).doesNotExist();
        assertThat(copy.resolve(Handout.UPDATES)).doesNotExist();
        assertThatThrownBy(() -> new CopyUpdate(copy).undo()).isInstanceOf(UsageException.class)
                .hasMessageContaining("no update to undo");
    }

    @Test
    void replacesAStubThatWasNotBegun() throws IOException {
        String said = update(ONE.next(Handout.firstState(FIRST), "// TODO 1, new\n", Handout.firstState(SECOND),
                "// TODO 2, new\n", Handout.firstState(FIRST.replace("OneHot", "Other")), "// TODO other\n")
                .write(folder.resolve("two")));

        assertThat(read(copy)).containsEntry(FIRST, "my code\n").containsEntry(SECOND, "// TODO 2, new\n")
                .containsEntry(FIRST.replace("OneHot", "Other"), "// TODO other\n");
        assertThat(said).contains("The stub of " + FIRST + " has changed. Your file stays; compare it with "
                + Handout.firstState(FIRST)).doesNotContain("The stub of " + SECOND);
    }

    @Test
    void keepsAFileThatOnlyItsOwnerChanged() throws IOException {
        put(CHAPTER, "# Step 1, with my notes\n");

        assertThat(update(ONE.next(TEST, "new\n").write(folder.resolve("two")))).contains("Kept, because you changed it:",
                "  " + CHAPTER);
        assertThat(read(copy)).containsEntry(CHAPTER, "# Step 1, with my notes\n").containsEntry(TEST, "new\n");
    }

    @Test
    void changesNothingIfAFileCanNotBeMerged() throws IOException {
        put(POM, "mine\n");
        Map<String, String> before = read(copy);
        Path two = ONE.next(POM, "theirs\n", TEST, "new\n").write(folder.resolve("two"));

        assertThatThrownBy(() -> update(two)).isInstanceOf(UsageException.class).hasMessageContaining("Nothing is changed")
                .hasMessageContaining(POM).hasMessageContaining("--keep-mine").hasMessageNotContaining(TEST);
        assertThat(read(copy)).isEqualTo(before);

        new CopyUpdate(copy).run(two.toString(), Set.of(POM), Set.of(), false);
        assertThat(read(copy)).containsEntry(POM, "mine\n").containsEntry(TEST, "new\n");
        new CopyUpdate(copy).undo();
        new CopyUpdate(copy).run(two.toString(), Set.of(), Set.of(POM), false);
        assertThat(read(copy)).containsEntry(POM, "theirs\n");
    }

    /** The copy is no repository, but the first one has kept the handout's text of the file. */
    @Test
    void mergesWithTheTextThatTheLastUpdateKept() throws IOException {
        assumeThat(CommandProbe.run(List.of("git", "--version"), Duration.ofMinutes(1)).succeeded()).isTrue();
        put(POM, "ONE\ntwo\nthree\nfour\nfive\n");
        SmallHandout two = ONE.next(TEST, "new\n");
        update(two.write(folder.resolve("two")));

        String said = update(two.next(POM, "one\ntwo\nthree\nfour\nFIVE\n").write(folder.resolve("three")));

        assertThat(read(copy)).containsEntry(POM, "ONE\ntwo\nthree\nfour\nFIVE\n");
        assertThat(said).contains("Merged, with your changes and the handout's:", "  " + POM);
    }

    @Test
    void checkChangesNothing() throws IOException {
        Map<String, String> before = read(copy);
        Path two = ONE.next(TEST, "new\n").write(folder.resolve("two"));

        assertThat(new CopyUpdate(copy).run(two.toString(), Set.of(), Set.of(), true))
                .startsWith("This would bring your copy from handout 1 to handout 2").contains("Nothing is changed yet");
        assertThat(read(copy)).isEqualTo(before);
    }

    @Test
    void takesArchives() throws IOException {
        SmallHandout two = ONE.next(TEST, "from a zip\n");
        update(two.zip(folder.resolve("two.zip")));
        assertThat(read(copy)).containsEntry(TEST, "from a zip\n");

        update(two.next(TEST, "from a tar\n").tarGz(folder.resolve("three.tar.gz")));
        assertThat(read(copy)).containsEntry(TEST, "from a tar\n");
    }

    @Test
    void refusesWhatIsNoNewerHandout() throws IOException {
        Map<String, String> before = read(copy);
        Path kit = Files.createDirectories(folder.resolve("kit/solutions")).getParent();
        Files.createFile(kit.resolve("solutions/pom.xml"));
        Path damaged = ONE.next(TEST, "new\n").write(folder.resolve("damaged"));
        Files.writeString(damaged.resolve(CHAPTER), "edited\n");
        Path text = Files.writeString(folder.resolve("text.zip"), "PK is not enough");

        assertThat(update(ONE.write(folder.resolve("same")))).contains("has handout 1 already");
        refuses(kit.toString(), "is the instructor's kit", "./rnnkit handout DIR");
        refuses(folder.toString(), "not a handout");
        refuses(damaged.toString(), CHAPTER + " is missing or was changed");
        refuses(text.toString(), "no valid handout.json");
        refuses("not-there", "no folder, archive or git remote not-there");
        assertThat(read(copy)).isEqualTo(before);

        update(ONE.next(TEST, "new\n").write(folder.resolve("two")));
        refuses(folder.resolve("same").toString(), "is handout 1, and this copy has handout 2, which is newer");
    }

    private void refuses(String from, String... reasons) {
        assertThatThrownBy(() -> new CopyUpdate(copy).run(from, Set.of(), Set.of(), false)).isInstanceOf(UsageException.class)
                .message().contains(reasons);
    }

    @Test
    void refusesAPathThatIsNotInTheHandout() throws IOException {
        Path two = ONE.next(TEST, "new\n").write(folder.resolve("two"));
        assertThatThrownBy(() -> new CopyUpdate(copy).run(two.toString(), Set.of("../x"), Set.of(), false))
                .isInstanceOf(UsageException.class).hasMessageContaining("../x is not a file of the handout");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void writesThroughNoLink() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path mine = Files.writeString(elsewhere.resolve("pom.xml"), ONE.files().get(POM));
        Files.delete(copy.resolve(POM));
        Files.delete(copy.resolve("toolkit"));
        Files.createSymbolicLink(copy.resolve("toolkit"), elsewhere);

        refuses(ONE.next(POM, "new\n").write(folder.resolve("two")).toString(), "is a link");
        assertThat(mine).hasContent(ONE.files().get(POM));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void scriptsStayExecutable() throws IOException {
        update(ONE.next("rnnkit", "#!/bin/sh\n# new\n").zip(folder.resolve("two.zip")));
        assertThat(copy.resolve("rnnkit")).isExecutable();
        assertThat(copy.resolve(TEST).toFile().canExecute()).isFalse();
    }

    @Test
    void undoesAnInterruptedUpdateFirst() throws IOException {
        Path two = ONE.next(TEST, "new\n", CHAPTER, "new\n").write(folder.resolve("two"));
        Map<String, String> before = read(copy);
        update(two);
        // As if the process had been killed after the first of its files.
        Files.createFile(copy.resolve(".rnnkit/before-update/unfinished"));
        put(TEST, ONE.files().get(TEST));

        assertThat(update(ONE.write(folder.resolve("same"))))
                .startsWith("The last update was interrupted. It is undone first.");

        assertThat(read(copy)).isEqualTo(before);
    }

    /** The launcher calls this before each command while the mark exists. */
    @Test
    void endsAnUndoThatWasInterruptedAtItsEnd() throws IOException {
        update(ONE.next(TEST, "new\n").write(folder.resolve("two")));
        Path backup = copy.resolve(".rnnkit/before-update");
        Files.createFile(backup.resolve("unfinished"));
        Files.delete(backup.resolve("update.json"));

        assertThat(new CopyUpdate(copy).undo()).startsWith("The last update is undone");

        assertThat(backup).doesNotExist();
        assertThat(copy.resolve(TEST)).hasContent("new\n");
    }

    /** A copy that was cloned from somebody else has their backup, too. */
    @ParameterizedTest
    @ValueSource(strings = {"../outside.txt", ".git/hooks/post-checkout", "/outside.txt"})
    void undoRefusesABackupThatLeadsOutOfTheCopy(String path) throws IOException {
        Files.writeString(folder.resolve("outside.txt"), "mine\n");
        update(ONE.next(TEST, "new\n").write(folder.resolve("two")));
        Path list = copy.resolve(".rnnkit/before-update/update.json");
        Files.writeString(list, Files.readString(list).replace(TEST, path));
        Map<String, String> before = read(copy);

        assertThatThrownBy(() -> new CopyUpdate(copy).undo()).isInstanceOf(UsageException.class)
                .hasMessageContaining("damaged");

        assertThat(read(copy)).isEqualTo(before);
        assertThat(folder.resolve("outside.txt")).hasContent("mine\n");
    }

    @Test
    void undoKeepsWhatWasWrittenAfterTheUpdate() throws IOException {
        update(ONE.next(TEST, "new\n", Handout.firstState(SECOND), "// TODO 2, new\n").write(folder.resolve("two")));
        put(SECOND, "my second step\n");
        put(TEST, "my test\n");

        assertThat(new CopyUpdate(copy).undo()).contains(SECOND + " was changed after the update: it stays.",
                TEST + " was changed after the update: your version is in runs");

        assertThat(read(copy)).containsEntry(SECOND, "my second step\n").containsEntry(TEST, ONE.files().get(TEST));
        assertThat(read(copy).entrySet()).anySatisfy(file -> {
            assertThat(file.getKey()).startsWith("runs/").endsWith("-update/" + TEST);
            assertThat(file.getValue()).isEqualTo("my test\n");
        });
    }

    @Test
    void explainsACopyWithoutARecord() throws IOException {
        Path two = ONE.next(TEST, "new\n").write(folder.resolve("two"));
        Files.delete(copy.resolve(Handout.FILE));
        refuses(two.toString(), "has no handout.json, because an older kit made it");
        put(Handout.FILE, "{");
        refuses(two.toString(), "handout.json of this copy is damaged", "git checkout -- handout.json");
    }

    private String update(Path from) {
        return new CopyUpdate(copy).run(from.toString(), Set.of(), Set.of(), false);
    }

    private void put(String path, String text) throws IOException {
        Files.createDirectories(copy.resolve(path).getParent());
        Files.writeString(copy.resolve(path), text);
    }
}
