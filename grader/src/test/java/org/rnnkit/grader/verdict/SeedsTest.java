package org.rnnkit.grader.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the seeds, which only code and a key decide. */
class SeedsTest {

    @TempDir
    private Path folder;

    /** Equal code gets equal draws in every grading on a machine, and nobody can know those of other code. */
    @Test
    void theSeedFollowsFromTheCodeAndAKeyThatOnlyItsOwnerCanRead() throws IOException {
        Path file = folder.resolve("cache/seeds.secret");
        Seeds seeds = Seeds.read(file);
        Step first = Steps.all().get(0);

        assertThat(Seeds.read(file).seed(first, "kit code")).isEqualTo(seeds.seed(first, "kit code"));
        assertThat(List.of(seeds.seed(first, "kit code"), seeds.seed(first, "kit changed code"),
                seeds.seed(first, "changed kit code"), seeds.seed(Steps.all().get(1), "kit code"),
                Seeds.read(folder.resolve("another")).seed(first, "kit code"))).doesNotHaveDuplicates()
                .allMatch(seed -> seed >= 0);
        if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        }
        assertThat(Seeds.of(first, "kit code")).isEqualTo(Seeds.of(first, "kit code"));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    /** Two first gradings at the same moment: with a key each, equal code would get other draws in the next one. */
    @Test
    void processesThatBeginTogetherHaveOneKey() {
        for (int i = 0; i < 50; i++) {
            Path file = folder.resolve("together" + i);
            CyclicBarrier begin = new CyclicBarrier(4);
            List<CompletableFuture<String>> keys = IntStream.range(0, 4).mapToObj(thread -> CompletableFuture.supplyAsync(
                    () -> {
                        await(begin);
                        return Arrays.toString(Seeds.read(file).key());
                    }, task -> new Thread(task).start())).toList();

            assertThat(keys.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        }
    }

    private static void await(CyclicBarrier begin) {
        try {
            begin.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aKeyThatIsDamagedIsMadeAgainAndOneThatCantBeSavedServesThisProcess() throws IOException {
        Path file = Files.write(folder.resolve("seeds.secret"), new byte[] {1});
        assertThat(Seeds.read(file).key()).hasSize(32).isEqualTo(Files.readAllBytes(file)).isNotEqualTo(new byte[32]);
        assertThat(Seeds.read(file.resolve("in a file/seeds.secret")).key()).hasSize(32).isNotEqualTo(new byte[32]);
    }
}
