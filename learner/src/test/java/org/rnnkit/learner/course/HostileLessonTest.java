package org.rnnkit.learner.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.StudioClient;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioServer;
import org.rnnkit.learner.watch.Watch;
import org.rnnkit.learner.watch.Watch.WatchProgress;
import org.rnnkit.testkit.steps.Step;

/** What the page shows of a step whose messages and output were made to harm it. */
class HostileLessonTest {

    private static final String HOSTILE = "</pre><script>alert(1)</script>\u001b[2J\u202e\u0000";

    @TempDir
    private Path folder;

    @Test
    void messagesAndOutputAreTextWithoutInvisibleCharacters() {
        Kit kit = KitCopy.create(folder).kit();
        Step step = kit.steps().get(0);
        StudioEvents events = new StudioEvents();
        LessonPart part = new LessonPart(kit, events, new Watch(kit, 20, false));
        StepReport report = StepReport.of(step, StepStatus.FAILED, HOSTILE, List.of()).withOutput(HOSTILE);
        part.show(new WatchProgress(new StepStates(kit.steps()).with(report), step, Set.of(), null, 0));
        try (StudioServer server = new StudioServer("token", 0, true, false, events, List.of(part), part::board)) {
            String verdict = new StudioClient(server.address()).get("steps/1/verdict").body();

            String shown = "&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u001b[2J\\u202e\\u0000";
            assertThat(verdict.split(Pattern.quote(shown), -1)).as("message and output in " + verdict).hasSize(3);
            assertThat(verdict).doesNotContain("<script", "\u001b", "\u202e", "\u0000");
        }
    }
}
