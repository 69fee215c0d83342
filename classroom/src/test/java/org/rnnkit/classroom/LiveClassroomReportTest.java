package org.rnnkit.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.inbox.SampleSubmission;
import org.rnnkit.classroom.results.Changes;
import org.rnnkit.classroom.results.ClassroomSteps;
import org.rnnkit.classroom.results.ClassroomReportTest;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.page.HtmlReader;

/** Tests of the table and the page while a class is graded. */
class LiveClassroomReportTest {

    private static final ClassroomResult ADA = ClassroomResult.graded("ada", ClassroomReportTest.report(0, "", "", ""));

    @TempDir
    private Path folder;

    private LiveClassroomReport live() {
        LiveClassroomReport live = new LiveClassroomReport(List.of(SampleSubmission.of("ada", "ada"),
                SampleSubmission.of("bob", "bob")), new ClassroomSteps(TestSteps.sample(3), List.of()), folder);
        assertThat(folder).as("another grader may write to it").isEmptyDirectory();
        live.begun();
        return live;
    }

    private Document page() throws IOException {
        return HtmlReader.read(Files.readString(folder.resolve("index.html")));
    }

    @Test
    void isThereBeforeTheFirstSubmissionIsFinished() throws IOException {
        try (LiveClassroomReport live = live()) {
            assertThat(page().select("tbody tr").eachText())
                    .containsExactly("ada - waiting to be graded", "bob - waiting to be graded");
            assertThat(Files.readString(folder.resolve("scores.csv"))).contains("bob", "waiting to be graded");
            live.started("bob");
        }
    }

    /** A run that ends early, for whatever reason, must not leave a page that waits for a result. */
    @Test
    void saysThatItWasInterrupted() throws IOException {
        try (LiveClassroomReport live = live()) {
            live.started("bob");
            live.finished(ADA);
        }

        assertThat(page().select("#state").text()).contains("was interrupted at");
        assertThat(page().select("meta[http-equiv=refresh]")).isEmpty();
        assertThat(page().select("tbody th").eachText()).as("the class's order").containsExactly("ada", "bob");
        assertThat(page().select("tbody tr").eachText().get(1)).isEqualTo("bob - not graded yet");
        assertThat(page().select("#summary").text()).contains("1 of 2 submissions graded");
    }

    @Test
    void nothingReplacesTheCompletePage() throws IOException {
        try (LiveClassroomReport live = live()) {
            live.finish(List.of(ADA, ClassroomResult.refused("bob", "empty")), List.of(), List.of(), Changes.NONE);
        }

        assertThat(page().select("#state").text()).startsWith("Written at");
        assertThat(page().select("tbody tr").eachText()).contains("bob - empty");
    }
}
