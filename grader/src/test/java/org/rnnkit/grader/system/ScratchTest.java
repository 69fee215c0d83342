package org.rnnkit.grader.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests of scratch folders, also those of killed processes and of trouble with the disk, and of shutdown actions. */
class ScratchTest {

    private static final int DEPTH = 60;

    @TempDir
    private Path parent;

    /** A program that makes a scratch folder, prints its path, and waits to be killed. */
    public static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws IOException {
            Scratch scratch = new Scratch(Path.of(args[0]));
            Files.createDirectories(scratch.folder().resolve("inner"));
            Files.writeString(scratch.folder().resolve("inner/file"), "left");
            System.out.println(scratch.folder());
            System.in.read();
        }
    }

    private static Process hold(Path parent) throws IOException {
        return new ProcessBuilder(JvmCommand.java().toString(), "-cp", System.getProperty("java.class.path"),
                Holder.class.getName(), parent.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    @Test
    void deletesTheFolderOfAKilledProcessAndNeverThatOfALivingOne() throws IOException, InterruptedException {
        Process killed = hold(parent);
        Path left = Path.of(killed.inputReader().readLine());
        killed.destroyForcibly().waitFor();
        assertThat(left.resolve("inner/file")).exists();
        Process living = hold(parent);
        try {
            Path used = Path.of(living.inputReader().readLine());
            assertThat(left).as("swept by the next process").doesNotExist();

            try (Scratch scratch = new Scratch(parent)) {
                assertThat(scratch.isIntact()).isTrue();
                assertThat(used.resolve("inner/file")).exists();
            }
        } finally {
            living.destroyForcibly().waitFor();
        }
    }

    @Test
    void keepsTheFoldersOfThisProcess() throws IOException {
        try (Scratch first = new Scratch(parent)) {
            Path lock = Scratch.lockFile(first.folder());
            assertThat(ProcessLock.tryLock(lock)).isEmpty();
            assertThat(lock).exists();
        }
        assertThat(parent).isEmptyDirectory();
    }

    /** A process may be killed while it deletes the folder: its lock file can be gone before the other files, or all can. */
    @Test
    void deletesAFolderWithoutItsLock() throws IOException {
        Files.createDirectories(parent.resolve("rnnkit-1234567890123456789/tasks/1"));
        Files.createDirectories(parent.resolve("rnnkit-234567890123456789"));

        try (Scratch scratch = new Scratch(parent)) {
            assertThat(parent.toFile().list()).containsExactly(scratch.folder().getFileName().toString());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsOtherFoldersAndDoesNotFollowLinks() throws IOException {
        Path elsewhere = Files.createDirectories(parent.resolve("elsewhere"));
        Files.writeString(Scratch.lockFile(elsewhere), "");
        Path valuable = Files.writeString(elsewhere.resolve("valuable"), "");
        Path beside = Files.createDirectories(parent.resolve("tmp"));
        String link = "rnnkit-1234567890123456789";
        String linkedLock = "rnnkit-2234567890123456789";
        for (String name : List.of("rnnkit-handout", "rnnkit-20261231235959", "marks", linkedLock)) {
            Files.createDirectories(beside.resolve(name));
        }
        Files.writeString(Scratch.lockFile(beside.resolve("marks")), "");
        Files.createSymbolicLink(beside.resolve(link), elsewhere);
        Files.createSymbolicLink(Scratch.lockFile(beside.resolve(linkedLock)), valuable);
        Path left = Files.createDirectories(beside.resolve("rnnkit-3234567890123456789"));
        Files.writeString(Scratch.lockFile(left), "");
        Files.createSymbolicLink(left.resolve("out"), elsewhere);

        new Scratch(beside).close();

        assertThat(valuable).exists();
        assertThat(beside.toFile().list()).containsExactlyInAnyOrder("rnnkit-handout", "rnnkit-20261231235959", "marks", link,
                linkedLock);
    }

    @Test
    void noticesThatSomebodyDeletedIt() {
        try (Scratch scratch = new Scratch(parent)) {
            Path inner = Scratch.createSubfolder(scratch.folder(), "inner");
            scratch.requireIntact();
            RecursiveDelete.deleteRecursively(scratch.folder());

            assertThat(scratch.isIntact()).isFalse();
            assertThatThrownBy(scratch::requireIntact).isInstanceOf(GraderException.class)
                    .hasMessageContaining("was deleted while it was in use").hasMessageContaining("Run the same command again");
            assertThatThrownBy(() -> Scratch.createSubfolder(inner, "next")).isInstanceOf(GraderException.class);
            assertThat(scratch.folder()).doesNotExist();
        }
    }

    @Test
    void saysWhatToDoWithoutATemporaryFolder() {
        assertThatThrownBy(() -> new Scratch(parent.resolve("none"))).isInstanceOf(GraderException.class)
                .hasMessageContaining(parent.resolve("none").toString()).hasMessageContaining("TMPDIR");
    }

    @Test
    void theTestForSpaceLeavesNoFileBehindAndReportsAGraderErrorIfNothingCanBeWritten() {
        Scratch.requireSpace(parent);

        assertThat(parent).isEmptyDirectory();
        assertThatThrownBy(() -> Scratch.requireSpace(parent.resolve("missing"))).isInstanceOf(GraderException.class)
                .hasMessageContaining("disk full");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void deletesFoldersTooDeepForAPath() throws Exception {
        Path top = Files.createDirectories(parent.resolve("top"));
        Path deep = Files.createDirectories(parent.resolve("deep"));
        for (int i = 0; i < DEPTH; i++) {
            // Each folder is moved into the next one, so that no path becomes too long.
            Path outer = Files.createDirectories(parent.resolve("outer").resolve("x".repeat(200)));
            Files.writeString(outer.resolve("file"), "x");
            Files.move(deep, outer.resolve("deep"));
            deep = Files.move(parent.resolve("outer"), parent.resolve(UUID.randomUUID().toString()));
        }
        Files.move(deep, top.resolve("deep"));

        RecursiveDelete.deleteRecursively(top);

        assertThat(top).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void deletesLockedFoldersAndDoesNotFollowLinks() throws Exception {
        Path top = Files.createDirectories(parent.resolve("top"));
        Path outside = Files.createDirectories(parent.resolve("outside"));
        Files.writeString(outside.resolve("file"), "x");
        Files.createSymbolicLink(top.resolve("link"), outside);
        Path locked = Files.createDirectories(top.resolve("a/locked"));
        Files.writeString(locked.resolve("file"), "x");
        for (Path path : new Path[] {locked, locked.getParent()}) {
            path.toFile().setReadable(false);
            path.toFile().setWritable(false);
            path.toFile().setExecutable(false);
        }

        RecursiveDelete.deleteRecursively(top);

        assertThat(top).doesNotExist();
        assertThat(outside.resolve("file")).exists();
    }

    @Test
    void runsTheShutdownActionsAfterOneThatThrows() {
        List<String> done = new ArrayList<>();

        ShutdownHooks.run(List.of(() -> done.add("first"), () -> {
            throw new IllegalStateException("the folder is gone");
        }, () -> {
            throw new AssertionError("no memory");
        }, () -> done.add("last")));

        assertThat(done).containsExactly("first", "last");
    }
}
