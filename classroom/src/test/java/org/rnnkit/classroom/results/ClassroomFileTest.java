package org.rnnkit.classroom.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.Lateness;
import org.rnnkit.grader.report.PointsOverride;
import org.rnnkit.grader.report.Provenance;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;

/** Tests of what has changed since the last run of a class. */
class ClassroomFileTest {

    private static final ClassroomResult ADA = ClassroomResult.graded("ada", ClassroomReportTest.report(1.05, "", "wrong", ""));
    private static final ClassroomResult BOB = ClassroomResult.refused("bob", "empty");

    @TempDir
    private Path folder;

    private Path part(String name, ClassroomFile content) {
        content.write(folder.resolve(name));
        return folder.resolve(name);
    }

    @Test
    void namesTheScoresThatChangedSinceAnEarlierRun() {
        Path earlier = part("earlier", new ClassroomFile(List.of(ADA, BOB,
                ClassroomResult.graded("same", SampleReport.of("same", "")),
                ClassroomResult.graded("gone", SampleReport.of("gone", "")))));
        ClassroomFile now = new ClassroomFile(List.of(ClassroomResult.graded("ada", SampleReport.of("ada", "", "wrong")),
                ClassroomResult.graded("bob", SampleReport.of("bob", "")),
                ClassroomResult.graded("same", SampleReport.of("same", ""))));

        assertThat(now.changedSince(earlier).marks()).containsExactly("ada from " + ADA.report().getScore() + " of "
                + ADA.report().getMaxScore() + " to 10 of 20", "bob from no score to 10 of 10",
                "gone from 10 of 10 to no score (no hand-in counts now)");
        assertThat(now.changedSince(folder.resolve("nothing"))).isEqualTo(Changes.NONE);
    }

    @Test
    void aFirstMarkByHandIsAChange() {
        Path earlier = part("earlier", new ClassroomFile(List.of(ADA, ClassroomResult.refused("essay", "a docx"),
                ClassroomResult.missing("Cai", ""))));
        Report mark = SampleReport.of("x", "").withDecisions(null, List.of(
                new PointsOverride("total", 10, 0, "Oral check", "Grace")));
        ClassroomFile now = new ClassroomFile(List.of(ADA, ClassroomResult.refused("essay", "").markedByHand(mark),
                ClassroomResult.missing("Cai", "").markedByHand(mark)));

        assertThat(now.changedSince(earlier).marks()).containsExactly("essay from no score to 10 of 10",
                "Cai from no score to 10 of 10");
        assertThat(now.changedSince(part("now", now))).isEqualTo(Changes.NONE);
    }

    /** The file of an earlier kit has no marks of students. */
    @Test
    void comparesSubmissionsIfTheEarlierFileDoesNotNameStudents() {
        Path earlier = part("earlier", new ClassroomFile(List.of(ADA), null));
        ClassroomFile now = new ClassroomFile(List.of(ClassroomResult.graded("ada", SampleReport.of("ada", "", "wrong"))),
                List.of(new StudentMark("Ada Lovelace", "ada", "10 of 20"),
                new StudentMark("Bob Byte", "", "no score")));

        assertThat(now.changedSince(earlier).marks()).containsExactly("Ada Lovelace from " + ADA.report().getScore()
                + " of " + ADA.report().getMaxScore() + " to 10 of 20");
    }

    /** Points for something new may replace others, which nobody should find out by adding up. */
    @Test
    void saysWhatAChangeByHandReplaces() {
        Report before = SampleReport.of("ada", "");
        Report now = before.withExtras(List.of(new ExtraPoints("Other points, changed by hand", 11, ""))).withDecisions(null,
                List.of(new PointsOverride("extras", 20, 9, "Two bonus steps", "Grace")));
        Path earlier = part("earlier", new ClassroomFile(List.of(ClassroomResult.graded("ada", before))));

        assertThat(new ClassroomFile(List.of(ClassroomResult.graded("ada", now))).changedSince(earlier).marks())
                .containsExactly("ada from 10 of 10 to 21 of 10 (extras: 20 points instead of 9 for all beside the steps)");
    }

    /** The platform's list of times was exported before the student handed in again. */
    @Test
    void namesTheSubmissionsThatChangedAndHaveTheirEarlierTime() {
        Path earlier = part("earlier", new ClassroomFile(List.of(at("ada", "1", "x"), at("bob", "1", "x"),
                at("cy", "1", "x"))));
        ClassroomFile now = new ClassroomFile(List.of(at("ada", "1", "y"), at("bob", "2", "y"), at("cy", "1", "x")));

        assertThat(now.changedSince(earlier).times()).containsExactly("ada, 2026-12-01T12:00Z");
    }

    private static ClassroomResult at(String name, String day, String hash) {
        Report report = SampleReport.of(name, "").withDecisions(new Lateness("2026-12-05T12:00Z",
                "2026-12-0" + day + "T12:00:00Z", 0, 0, false, ""), List.of());
        return ClassroomResult.graded(name, report.withGrading(
                new Provenance("", null, hash, null, null, "", "", "", "", "", null)));
    }
}
