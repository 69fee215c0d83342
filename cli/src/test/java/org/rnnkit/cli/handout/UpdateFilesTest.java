package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rnnkit.cli.handout.SmallHandout.README;
import static org.rnnkit.cli.handout.SmallHandout.TEST;
import static org.rnnkit.cli.handout.SmallHandout.kit;
import static org.rnnkit.cli.handout.SmallHandout.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;

/** Tests of the update's files: links, permissions, backups that lead elsewhere, and what a killed update leaves. */
class UpdateFilesTest {

    private static final SmallHandout ONE = SmallHandout.first();

    @TempDir
    private Path folder;

    private Path copy;

    @BeforeEach
    void copyTheHandout() throws IOException {
        copy = ONE.writeWithWork(folder.resolve("copy"));
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
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void scriptsStayExecutable() throws IOException {
        update(ONE.next("rnnkit", "#!/bin/sh\n# new\n").zip(folder.resolve("two.zip")));
        assertThat(copy.resolve("rnnkit")).isExecutable();
        assertThat(copy.resolve(TEST).toFile().canExecute()).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void permissionsStayAndNothingIsLeftBehind() throws IOException {
        Set<PosixFilePermission> readOnly = PosixFilePermissions.fromString("r--r--r--");
        Files.setPosixFilePermissions(copy.resolve(TEST), readOnly);

        update(ONE.next(TEST, "new\n").write(folder.resolve("two")));
        assertThat(Files.getPosixFilePermissions(copy.resolve(TEST))).isEqualTo(readOnly);

        new CopyUpdate(copy).undo();
        assertThat(Files.getPosixFilePermissions(copy.resolve(TEST))).isEqualTo(readOnly);
        assertThat(copy.resolve(".rnnkit").toFile().list()).containsExactly("update.lock");
    }

    /** A copy that was cloned from somebody else has their backup, too. */
    @Test
    void undoRefusesABackupThatLeadsIntoTheRepository() throws IOException {
        update(ONE.next(TEST, "new\n").write(folder.resolve("two")));
        put(".rnnkit/last-update/before/.git/hooks/post-checkout", "#!/bin/sh\n");
        Map<String, String> before = read(copy);

        assertThatThrownBy(() -> new CopyUpdate(copy).undo()).isInstanceOf(UsageException.class)
                .hasMessageContaining("damaged");

        assertThat(read(copy)).isEqualTo(before);
        assertThat(copy.resolve(".git")).doesNotExist();
        assertThat(new CopyUpdate(copy).recover()).as("commands go on").isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void undoFollowsNoLinkInABackup() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("secret.txt"), "secret\n");
        update(ONE.next(TEST, "new\n").write(folder.resolve("two")));
        Path saved = copy.resolve(".rnnkit/last-update/before").resolve(TEST);
        Files.delete(saved);
        Files.createSymbolicLink(saved, elsewhere);

        assertThatThrownBy(() -> new CopyUpdate(copy).undo()).isInstanceOf(UsageException.class)
                .hasMessageContaining("is a link");

        assertThat(read(copy)).containsEntry(TEST, "new\n");
    }

    @Test
    void theNextCommandDeletesWhatAKilledUpdateLeaves() throws IOException {
        Path two = ONE.next(TEST, "new\n", README, "new\n").write(folder.resolve("two"));
        long files = count(copy);
        int[] writes = {0};
        UpdateBackup killed = new UpdateBackup(copy, () -> {
            // Of the kit, the backup, and the first file.
            if (writes[0]++ == 3) {
                throw new AssertionError("killed");
            }
        });
        assertThatThrownBy(() -> new CopyUpdate(copy, killed).run(two.toString(), false)).hasMessage("killed");
        OutputFile.write("a part".getBytes(StandardCharsets.UTF_8),
                copy.resolve(Handout.UPDATES + "/rnnkit-1234567890123456789/made/files/" + TEST));

        new CopyUpdate(copy).recover();

        // The new kit stays for a minute, as any kit that nothing uses; the other new file is the update's lock.
        assertThat(count(copy)).isEqualTo(files + 1 + count(copy.resolve("kit").resolve(kit(2))));
    }

    private static long count(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private String update(Path from) {
        return new CopyUpdate(copy).run(from.toString(), false);
    }

    private void put(String path, String text) throws IOException {
        Programs.write(copy.resolve(path), text);
    }
}
