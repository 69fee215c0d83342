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
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.UsageException;

/** Tests of the update of a copy: what it changes, what it leaves, that it can be undone, and what a crash leaves. */
class CopyUpdateTest {

    private static final SmallHandout ONE = SmallHandout.first();
    private static final String INTERRUPTED = "The last update, or its undo, was interrupted. The update is undone.\n";
    private static final int MANY = 100;

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
                + "To undo the update: ./rnnkit update --undo");
    }

    /** A studio that is open runs from the earlier kit. The next command deletes it when nothing uses it any more. */
    @Test
    void leavesTheEarlierKitToProgramsThatRunFromIt() throws IOException {
        update(ONE.next().write(folder.resolve("two")));
        assertThat(read(copy)).containsKeys(toolkit(1), toolkit(2));
    }

    @Test
    void keepsAFileThatBothSidesChangedBesideTheNewOne() throws IOException {
        put(CHAPTER, "# Step 1, with my notes\n");
        put(TEST, "my test\n");
        put(README + ".mine", "from an earlier update\n");
        put(README, "mine\n");
        Path two = ONE.next(CHAPTER, "better\n", TEST, "new\n", README, null).write(folder.resolve("two"));

        String said = update(two);

        assertThat(read(copy)).containsEntry(CHAPTER, "better\n").containsEntry(CHAPTER + ".mine", "# Step 1, with my notes\n")
                .containsEntry(TEST, "new\n").containsEntry(TEST + ".mine", "my test\n").doesNotContainKey(README)
                .containsEntry(README + ".mine", "from an earlier update\n").containsEntry(README + ".mine2", "mine\n");
        assertThat(said).contains("You have changed files of the kit. Yours are kept beside the new ones: " + README
                + ".mine2, " + CHAPTER + ".mine, " + TEST + ".mine.");
    }

    @Test
    void leavesAFileThatOnlyItsOwnerChanged() throws IOException {
        put(CHAPTER, "# Step 1, with my notes\n");
        Files.delete(copy.resolve(README));

        assertThat(update(ONE.next(TEST, "new\n").write(folder.resolve("two")))).doesNotContain(".mine");
        assertThat(read(copy)).containsEntry(CHAPTER, "# Step 1, with my notes\n").containsEntry(TEST, "new\n")
                .doesNotContainKey(README);
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

    @Test
    void undoPutsEveryByteBack() throws IOException {
        put(README, "mine\n");
        SortedMap<String, String> before = read(copy);
        update(ONE.next(CHAPTER, "new\n", TEST, null, README, "new\n", "docs/a/new.md", "", SECOND, "// other\n")
                .write(folder.resolve("two")));
        assertThat(read(copy)).isNotEqualTo(before);
        put("kit/current", kit(3) + "\n");
        assertThatThrownBy(() -> new CopyUpdate(copy).undo()).as("a kit that came by git")
                .isInstanceOf(UsageException.class).hasMessageContaining("got another built kit after its last update");
        put("kit/current", kit(2) + "\n");

        assertThat(new CopyUpdate(copy).undo()).isEqualTo("The last update is undone: this copy has handout 1 again.");

        assertThat(withoutKit(2)).isEqualTo(before);
        assertThatThrownBy(() -> new CopyUpdate(copy).undo()).isInstanceOf(UsageException.class)
                .hasMessageContaining("no update to undo");
    }

    /** A built kit that nothing uses is deleted by a later command. */
    private SortedMap<String, String> withoutKit(int version) {
        SortedMap<String, String> files = new TreeMap<>(read(copy));
        files.remove(toolkit(version));
        return files;
    }

    @Test
    void undoBringsAKitBackThatWasDeletedMeanwhile() throws IOException {
        update(ONE.next().write(folder.resolve("two")));
        Files.delete(copy.resolve(toolkit(1)));

        new CopyUpdate(copy).undo();

        assertThat(read(copy)).containsEntry(toolkit(1), "toolkit 1").containsEntry("kit/current", kit(1) + "\n");
    }

    @Test
    void undoKeepsWhatWasWrittenAfterTheUpdate() throws IOException {
        update(ONE.next(TEST, "new\n", SECOND, "// TODO 2, new\n").write(folder.resolve("two")));
        put(SECOND, "my second step\n");
        put(TEST, "my test\n");

        assertThat(new CopyUpdate(copy).undo()).contains(SECOND + " was changed after the update: it stays.",
                TEST + " was changed after the update: your version is " + TEST + ".mine.");

        assertThat(read(copy)).containsEntry(SECOND, "my second step\n").containsEntry(TEST, ONE.files().get(TEST))
                .containsEntry(TEST + ".mine", "my test\n");
    }

    /** The program ends before each of its writes in turn. Both kits are whole then, and the next command ends the update. */
    @Test
    void aCrashAtAnyPointBlocksNothing() throws IOException {
        put(CHAPTER, "mine\n");
        SortedMap<String, String> before = read(copy);
        Path two = ONE.next(CHAPTER, "new\n", TEST, "new\n", README, null, SECOND, "// other\n").write(folder.resolve("two"));
        int crashes = 0;
        while (crashes < MANY && crashes(crashes, update -> update.run(two.toString(), false))) {
            crashes++;
            assertThat(read(copy).keySet()).as("no parts").noneMatch(path -> path.endsWith("part"));
            assertThat(currentKit()).as("commands run from it").exists();
            new CopyUpdate(copy).recover();
            if (!read(copy).get("kit/current").startsWith(kit(1))) {
                requireUpdated();
                new CopyUpdate(copy).undo();
            }
            assertThat(withoutKit(2)).as("before write " + crashes).isEqualTo(before);
        }
        assertThat(crashes).isGreaterThan(8).isLessThan(MANY);
        requireUpdated();
    }

    @Test
    void aCrashOfAnUndoBlocksNothing() throws IOException {
        put(CHAPTER, "mine\n");
        SortedMap<String, String> before = read(copy);
        Path two = ONE.next(CHAPTER, "new\n", TEST, "new\n", README, null).write(folder.resolve("two"));
        int crashes = 0;
        boolean crashed = true;
        while (crashed && crashes < MANY) {
            update(two);
            crashed = crashes(crashes++, CopyUpdate::undo);
            assertThat(currentKit()).exists();
            boolean begun = Files.exists(copy.resolve(".rnnkit/unfinished-update"));
            assertThat(new CopyUpdate(copy).recover()).isEqualTo(begun ? INTERRUPTED : "");
            if (crashed && !begun) {
                requireUpdated();
                new CopyUpdate(copy).undo();
            }
            assertThat(withoutKit(2)).isEqualTo(before);
        }
        assertThat(crashes).isGreaterThan(4).isLessThan(MANY);
    }

    @Test
    void aCrashBetweenTwoFilesIsUndoneIfTheKitStaysTheSame() throws IOException {
        SortedMap<String, String> before = read(copy);
        SortedMap<String, String> files = new TreeMap<>(ONE.files());
        files.putAll(Map.of(README, "new\n", TEST, "new\n"));
        Path two = new SmallHandout(2, files).write(folder.resolve("two"));
        assertThat(crashes(2, update -> update.run(two.toString(), false))).isTrue();
        assertThat(read(copy)).containsEntry(README, "new\n").containsEntry(TEST, ONE.files().get(TEST));

        assertThat(new CopyUpdate(copy).recover()).isEqualTo(INTERRUPTED);

        assertThat(read(copy)).isEqualTo(before);
    }

    private void requireUpdated() {
        assertThat(read(copy)).containsEntry("kit/current", kit(2) + "\n").containsEntry(CHAPTER, "new\n")
                .containsEntry(CHAPTER + ".mine", "mine\n").containsEntry(TEST, "new\n").doesNotContainKey(README);
    }

    private Path currentKit() throws IOException {
        return copy.resolve("kit").resolve(Files.readString(copy.resolve("kit/current")).strip())
                .resolve("org/rnnkit/toolkit.jar");
    }

    /** Runs an update that ends before its write of a number, as a killed program does. Returns whether it got there. */
    private boolean crashes(int number, Consumer<CopyUpdate> action) {
        int[] writes = {0};
        UpdateBackup backup = new UpdateBackup(copy, () -> {
            if (writes[0]++ == number) {
                throw new Killed();
            }
        });
        try {
            action.accept(new CopyUpdate(copy, backup));
            return false;
        } catch (Killed expected) {
            return true;
        }
    }

    /** The end of a program. Nothing catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A student may save a step after a crash and before the next command. */
    @Test
    void anEndOfAnInterruptedUpdateLeavesNewWorkAlone() throws IOException {
        Path two = ONE.next(SECOND, "// TODO 2, new\n").write(folder.resolve("two"));
        int write = 0;
        while (!read(copy).get(SECOND).startsWith("// TODO 2, new")) {
            new CopyUpdate(copy).recover();
            assertThat(crashes(write++, update -> update.run(two.toString(), false))).isTrue();
        }
        put(SECOND, "my second step\n");

        assertThat(new CopyUpdate(copy).recover()).contains("it stays", INTERRUPTED);

        assertThat(read(copy)).containsEntry(SECOND, "my second step\n").containsEntry("kit/current", kit(1) + "\n");
    }

    @Test
    void aFailureDuringTheUpdateChangesNothing() throws IOException {
        SortedMap<String, String> before = read(copy);
        Path two = ONE.next(TEST, "new\n", README, "new\n").write(folder.resolve("two"));
        int[] writes = {0};
        UpdateBackup backup = new UpdateBackup(copy, () -> {
            if (writes[0]++ == 4) {
                throw new IllegalStateException("disk full");
            }
        });

        assertThatThrownBy(() -> new CopyUpdate(copy, backup).run(two.toString(), false)).hasMessage("disk full");

        assertThat(withoutKit(2)).isEqualTo(before);
        assertThat(new CopyUpdate(copy).recover()).isEmpty();
    }

    @Test
    void checkChangesNothing() throws IOException {
        Map<String, String> before = read(copy);
        Path two = ONE.next(TEST, "new\n").write(folder.resolve("two"));

        assertThat(new CopyUpdate(copy).run(two.toString(), true))
                .startsWith("This would bring your copy from handout 1 to handout 2").contains("1 other file: " + TEST,
                        "Nothing is changed yet");
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
        assertThatThrownBy(() -> new CopyUpdate(copy).run(from, false)).isInstanceOf(UsageException.class)
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
        return new CopyUpdate(copy).run(from.toString(), false);
    }

    private void put(String path, String text) throws IOException {
        Programs.write(copy.resolve(path), text);
    }
}
