package org.rnnkit.cli.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rnnkit.cli.update.SmallHandout.README;
import static org.rnnkit.cli.update.SmallHandout.TEST;
import static org.rnnkit.cli.update.SmallHandout.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.OutputFile;

/** A test that counts the files in a copy after an update was killed, and after the next command. */
class UpdateLeftoversTest {

    /** A name of a scratch folder. */
    private static final String SCRATCH = "/rnnkit-1234567890123456789/";

    @TempDir
    private Path folder;

    @Test
    void theNextCommandDeletesWhatAKilledUpdateLeaves() throws IOException {
        Path copy = SmallHandout.first().write(folder.resolve("copy"));
        Path two = SmallHandout.first().next(TEST, "new\n", README, "new\n").write(folder.resolve("two"));
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
                copy.resolve(Handout.UPDATES + SCRATCH + "made/files/" + TEST));

        new CopyUpdate(copy).recover();

        // The new kit stays for a minute, as any kit that nothing uses; the other new file is the update's lock.
        assertThat(count(copy)).isEqualTo(files + 1 + count(copy.resolve("kit").resolve(kit(2))));
    }

    private static long count(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
