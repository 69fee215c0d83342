package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.WorkerProcesses;
import org.rnnkit.grader.system.RefusedException;
import org.rnnkit.grader.worker.archive.ArchiveWorker;

/** Tests of the process that opens archives. */
class ArchivesTest extends SubmissionFolder {

    private static final int BOMB = 180_000_000;

    /** Lists the processes of this virtual machine that open archives, without those of the other tests. */
    private List<ProcessHandle> processes(List<ProcessHandle> before) {
        return WorkerProcesses.of(ArchiveWorker.class).stream().filter(process -> !before.contains(process)).toList();
    }

    private Path archive(String name) throws IOException {
        try (TestArchive archive = TestArchive.create(folder.resolve(name))) {
            archive.file(STEP, "class A {}");
        }
        return folder.resolve(name);
    }

    /** The library reads a name into memory, however long it is. The grader's own memory is not touched. */
    private Path bomb(String name) throws IOException {
        try (TestArchive tar = TestArchive.createTar(folder.resolve(name))) {
            tar.zeros("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME, BOMB).file(STEP, "class A {}");
        }
        return folder.resolve(name);
    }

    @Test
    void aBombCanNotBeOpenedAndTheNextUploadCan() throws IOException {
        Path bomb = bomb("bomb.tgz");
        Path work = archive("work.zip");

        assertThatThrownBy(() -> intake.take("eve", bomb)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("Your archive can't be opened: its files or their names take too much memory or time");
        assertThat(intake.take("ada", work).has(FIRST)).isTrue();
    }

    /** Another archive in the folder may have the steps. */
    @Test
    void takesTheArchiveWithTheStepsBesideABomb() throws IOException {
        bomb("bomb.tgz");
        archive("work.zip");

        assertThat(take().has(FIRST)).isTrue();
    }

    @Test
    void whatTakesTooLongCanNotBeOpened() throws IOException {
        try (TestArchive tar = TestArchive.create(folder.resolve("slow.tgz"))) {
            tar.zeros("zeros", TarConstants.LF_NORMAL, BOMB).file(STEP, "class A {}");
        }
        try (Archives archives = new Archives(KIT, TestSubmission::bestSandbox, Integer.MAX_VALUE, Duration.ZERO)) {
            assertThatThrownBy(() -> new Intake(KIT, archives).take("ada", folder.resolve("slow.tgz")))
                    .isInstanceOf(RefusedException.class).hasMessageContaining("memory or time");
        }
        assertThat(intake.take("ada", folder.resolve("slow.tgz")).has(FIRST)).isTrue();
    }

    @Test
    void oneProcessOpensTheArchivesOfAllAndEnds() throws IOException {
        Path work = archive("work.zip");
        List<ProcessHandle> before = processes(List.of());
        List<ProcessHandle> used;
        try (Archives archives = new Archives(KIT, TestSubmission::bestSandbox)) {
            Intake own = new Intake(KIT, archives);
            own.take("ada", work);
            used = processes(before);
            own.take("bob", work);
            assertThat(processes(before)).isEqualTo(used);
        }

        assertThat(used).isNotEmpty()
                .allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofMinutes(1)));
    }

    @Test
    void aFolderNeedsNoProcess() throws IOException {
        write(STEP, "class A {}");
        archive("other.zip");
        try (Archives archives = new Archives(KIT, () -> {
            throw new AssertionError("a process was started");
        })) {
            assertThat(new Intake(KIT, archives).take("ada", folder).has(FIRST)).isTrue();
        }
    }

    /** A class is graded several at a time. */
    @Test
    void severalAtATimeDoNotMixTheirArchives() throws IOException, InterruptedException, ExecutionException {
        for (int i = 0; i < 8; i++) {
            try (TestArchive archive = TestArchive.create(folder.resolve(i + ".zip"))) {
                archive.file(STEP, "class Number" + i + " {}");
            }
        }
        ExecutorService all = Executors.newFixedThreadPool(4);
        List<Future<Submission>> taken = IntStream.range(0, 8)
                .mapToObj(i -> all.submit(() -> intake.take("ada", folder.resolve(i + ".zip")))).toList();
        for (int i = 0; i < taken.size(); i++) {
            assertThat(taken.get(i).get().texts(FIRST)).containsExactly("class Number" + i + " {}");
        }
        all.shutdown();
    }

    /** Texts for users are cut and made printable; a source has to stay as it is. */
    @Test
    void changesNothingInASource() throws IOException {
        String source = "class A { String s = \"" + "\u00e9\u0001".repeat(5_000) + "\"; }";
        try (TestArchive archive = TestArchive.create(folder.resolve("work.zip"))) {
            archive.file(STEP, source);
        }

        assertThat(intake.take("ada", folder.resolve("work.zip")).texts(FIRST)).containsExactly(source);
    }
}
