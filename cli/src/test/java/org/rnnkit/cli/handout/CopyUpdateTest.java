package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rnnkit.cli.handout.SmallHandout.CHAPTER;
import static org.rnnkit.cli.handout.SmallHandout.FIRST;
import static org.rnnkit.cli.handout.SmallHandout.README;
import static org.rnnkit.cli.handout.SmallHandout.SECOND;
import static org.rnnkit.cli.handout.SmallHandout.TEST;
import static org.rnnkit.cli.handout.SmallHandout.kit;
import static org.rnnkit.cli.handout.SmallHandout.read;
import static org.rnnkit.cli.handout.SmallHandout.toolkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.PageCommands;
import org.rnnkit.cli.Programs;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;

/** Tests of the update of a copy: what it changes, what it leaves, and that everything of before is beside it. */
class CopyUpdateTest {

    private static final SmallHandout ONE = SmallHandout.first();

    @TempDir
    private Path folder;

    private Path copy;

    @BeforeEach
    void copyTheHandout() throws IOException {
        copy = ONE.writeWithWork(folder.resolve("copy"));
    }

    @Test
    void bringsTheKitsFilesAndLeavesStepsAlone() throws IOException {
        SmallHandout two = ONE.next(CHAPTER, "# Step 1, better\n", TEST, "class OneHotEncodingTest { /* new */ }\n",
                "docs/new.md", "new\n", README, null);

        String said = update(two.write(folder.resolve("two")));

        assertThat(read(copy)).containsEntry(CHAPTER, "# Step 1, better\n").containsEntry("docs/new.md", "new\n")
                .containsEntry(FIRST, "my code\n").containsEntry("runs/model.txt", "my model\n").doesNotContainKey(README)
                .containsKey("exercises/src/main/java/org/rnnkit/step1onehot/Helper.java")
                .containsEntry("kit/current", kit(2) + "\n").containsEntry(toolkit(2), "toolkit 2");
        assertThat(Handout.find(copy)).hasValueSatisfying(handout -> assertThat(handout.getVersion()).isEqualTo(2));
        assertThat(said).isEqualTo("Your copy is updated from handout 1 to handout 2. Your steps stay as they are.\n"
                + "New or changed: the built kit and 4 other files: README.md, docs/new.md, " + CHAPTER + ", " + TEST + ".\n"
                + "The copy as it was before is in " + beside(1) + ".");
    }

    /** Returns the first or a later copy beside the copy. Their names have the day, which may change during a test. */
    private Path beside(int number) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("copy-before-\\d{4}-\\d\\d-\\d\\d(-\\d)?"))
                    .sorted().skip(number - 1).findFirst().orElse(folder.resolve("no copy " + number));
        }
    }

    @Test
    void copiesTheWholeCopyBesideIt() throws IOException {
        put(CHAPTER, "# Step 1, with my notes\n");
        put(".git/HEAD", "ref: refs/heads/main\n");
        assertThat(copy.resolve("rnnkit").toFile().setExecutable(true)).isTrue();
        SortedMap<String, String> before = read(copy);

        String said = update(ONE.next(TEST, "new\n").write(folder.resolve("two")));

        assertThat(read(beside(1))).isEqualTo(before);
        assertThat(beside(1).resolve(".git/HEAD")).exists();
        assertThat(beside(1).resolve("rnnkit")).isExecutable();
        assertThat(read(copy)).containsEntry(CHAPTER, ONE.files().get(CHAPTER));
        assertThat(said).endsWith(" There you find your changes of files of the kit: " + CHAPTER + ".");

        update(ONE.next().next(TEST, "newer\n").write(folder.resolve("three")));
        assertThat(read(beside(2))).containsEntry(TEST, "new\n").containsEntry("kit/current", kit(2) + "\n");
    }

    @Test
    void changesNothingIfTheCopyCanNotBeCopied() throws IOException {
        copy = ONE.writeWithWork(folder.resolve("x".repeat(250)));
        Map<String, String> before = read(copy);
        Path two = ONE.next(TEST, "new\n").write(folder.resolve("two"));

        assertThatThrownBy(() -> update(two)).isInstanceOf(GraderException.class)
                .hasMessageStartingWith("Nothing is changed: this copy can't be copied to ");
        assertThat(read(copy)).isEqualTo(before);
    }

    /** A studio that is open runs from the earlier kit. The next command deletes it when nothing uses it any more. */
    @Test
    void leavesTheEarlierKitToProgramsThatRunFromIt() throws IOException {
        update(ONE.next().write(folder.resolve("two")));
        assertThat(read(copy)).containsKeys(toolkit(1), toolkit(2));
    }

    @Test
    void replacesAStubThatWasNotBegun() throws IOException {
        String other = FIRST.replace("OneHot", "Other");
        String said = update(ONE.next(FIRST, "// TODO 1, new\n", SECOND, "// TODO 2, new\n", other, "// TODO other\n")
                .write(folder.resolve("two")));

        assertThat(read(copy)).containsEntry(FIRST, "my code\n").containsEntry(SECOND, "// TODO 2, new\n")
                .containsEntry(other, "// TODO other\n");
        assertThat(said).contains("The stub " + FIRST + " has changed, and your file stays. To begin it again with the new "
                + "stub: ./rnnkit reset 1").doesNotContain("The stub " + SECOND);
    }

    /** The name of the kit and the record are written last, so the same update writes what is missing. */
    @Test
    void anInterruptedUpdateIsRunAgain() throws IOException {
        Path two = ONE.next(TEST, "new\n", SECOND, "// TODO 2, new\n").write(folder.resolve("two"));
        put(toolkit(2), "half of");
        put(SECOND, "// TODO 2, new\n");

        assertThat(update(two)).contains("1 other file: " + TEST).doesNotContain("has changed, and your file stays");
        assertThat(read(copy)).containsAllEntriesOf(ONE.next(TEST, "new\n", SECOND, "// TODO 2, new\n", FIRST, "my code\n")
                .files());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void writesThroughNoLink() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path mine = Files.writeString(elsewhere.resolve("OneHotEncodingTest.java"), ONE.files().get(TEST));
        Files.delete(copy.resolve(TEST));
        Files.delete(copy.resolve(TEST).getParent());
        Files.createSymbolicLink(copy.resolve(TEST).getParent(), elsewhere);

        Path two = ONE.next(TEST, "new\n").write(folder.resolve("two"));
        assertThatThrownBy(() -> update(two)).isInstanceOf(UsageException.class).hasMessageContaining("is a link");
        assertThat(mine).hasContent(ONE.files().get(TEST));
        assertThat(beside(1)).doesNotExist();
    }

    @Test
    void saysThatAFolderIsInThePlaceOfAFile() throws IOException {
        Files.createDirectories(copy.resolve("docs/new.md"));
        refuses(ONE.next("docs/new.md", "new\n").write(folder.resolve("two")).toString(), "docs/new.md is a folder");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void scriptsStayExecutable() throws IOException {
        Path zip = ONE.next("rnnkit", "#!/bin/sh\n# new\n").zip(folder.resolve("two.zip"));
        new CopyUpdate(copy).run(PageCommands.arguments("./rnnkit update ~/Downloads/rnn-kit-main.zip",
                Map.of("~/Downloads/rnn-kit-main.zip", zip.toString()))[1]);
        assertThat(copy.resolve("rnnkit")).isExecutable();
        assertThat(copy.resolve(TEST).toFile().canExecute()).isFalse();
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
        Files.writeString(damaged.resolve(toolkit(2)), "edited\n");
        Path text = Files.writeString(folder.resolve("text.zip"), "PK is not enough");
        Path old = ONE.next("kit/current", null, toolkit(2), null, "stubs/pom.xml", "<project/>\n")
                .write(folder.resolve("old"));

        assertThat(update(ONE.write(folder.resolve("same")))).contains("has handout 1 already");
        refuses(kit.toString(), "is the instructor's kit", "./rnnkit handout DIR");
        refuses(folder.toString(), "not a handout");
        refuses(damaged.toString(), toolkit(2) + " is missing or was changed");
        refuses(text.toString(), "is not a readable zip or tar archive");
        refuses(old.toString(), "is an older handout, without a built kit");
        refuses("not-there", "no folder, archive or git remote not-there");
        assertThat(read(copy)).isEqualTo(before);

        put(toolkit(1), "damaged");
        assertThat(update(folder.resolve("same"))).contains("from handout 1 to handout 1");
        assertThat(read(copy)).as("the kit is whole again").isEqualTo(before);

        update(ONE.next(TEST, "new\n").write(folder.resolve("two")));
        refuses(folder.resolve("same").toString(), "is handout 1, and this copy has handout 2, which is newer");
    }

    private void refuses(String from, String... reasons) {
        assertThatThrownBy(() -> new CopyUpdate(copy).run(from)).isInstanceOf(UsageException.class)
                .message().contains(reasons);
    }

    @Test
    void explainsACopyWithoutARecord() throws IOException {
        Path two = ONE.next(TEST, "new\n").write(folder.resolve("two"));
        put(Handout.FILE, "{");
        refuses(two.toString(), "has no valid handout.json", "git checkout -- handout.json");
        Files.delete(copy.resolve(Handout.FILE));
        refuses(two.toString(), "has no valid handout.json", "copy your steps");
    }

    private String update(Path from) {
        return new CopyUpdate(copy).run(from.toString());
    }

    private void put(String path, String text) throws IOException {
        Programs.write(copy.resolve(path), text);
    }
}
