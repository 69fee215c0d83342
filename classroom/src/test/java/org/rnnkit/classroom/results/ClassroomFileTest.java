package org.rnnkit.classroom.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.report.SampleReport;

/** Tests that the parts of a class are merged to the whole. */
class ClassroomFileTest {

    private static final ClassroomResult ADA = ClassroomResult.graded("ada", ClassroomReportTest.report(1.05, "", "wrong", ""));
    private static final ClassroomResult BOB = ClassroomResult.refused("bob", "empty");
    private static final Map<String, List<SourcePrint>> SOURCES = Map.of("ada", List.of(new SourcePrint(4, "f00", 150)));

    @TempDir
    private Path folder;

    private Path part(String name, ClassroomFile content) {
        content.write(folder.resolve(name));
        return folder.resolve(name);
    }

    @Test
    void hasTheOrderOfTheRosterAndNamesThoseWithoutAResult() {
        Path one = part("one", new ClassroomFile(List.of(ADA), SOURCES));
        Path two = part("two", new ClassroomFile(List.of(BOB), Map.of()));

        ClassroomFile merged = ClassroomFile.merge(List.of(one, folder.resolve("failed"), two), List.of("bob", "cy", "ada"));

        assertThat(merged.results()).extracting(ClassroomResult::name).containsExactly("bob", "cy", "ada");
        assertThat(merged.results().get(0)).isEqualTo(BOB);
        assertThat(merged.results().get(1).kind()).isEqualTo(ClassroomResult.Kind.MISSING);
        assertThat(merged.results().get(2)).isEqualTo(ADA);
        assertThat(merged.sources()).isEqualTo(SOURCES);
    }

    @Test
    void namesTheScoresThatChangedSinceAnEarlierRun() {
        Path earlier = part("earlier", new ClassroomFile(List.of(ADA, BOB,
                ClassroomResult.graded("same", SampleReport.of("same", "")),
                ClassroomResult.graded("gone", SampleReport.of("gone", ""))), SOURCES));
        ClassroomFile now = new ClassroomFile(List.of(ClassroomResult.graded("ada", SampleReport.of("ada", "", "wrong")),
                ClassroomResult.graded("bob", SampleReport.of("bob", "")),
                ClassroomResult.graded("same", SampleReport.of("same", ""))), Map.of());

        assertThat(now.changedSince(earlier)).containsExactly("ada from " + ADA.report().getScore() + " of "
                + ADA.report().getMaxScore() + " to 10 of 20");
        assertThat(now.changedSince(folder.resolve("nothing"))).isEmpty();
    }

    @Test
    void refusesTwoResultsOfOneSubmission() {
        Path one = part("one", new ClassroomFile(List.of(ADA), SOURCES));

        assertThatThrownBy(() -> ClassroomFile.merge(List.of(one, one), List.of())).isInstanceOf(UsageException.class)
                .hasMessageContaining("ada is in two of the folders");
    }
}
