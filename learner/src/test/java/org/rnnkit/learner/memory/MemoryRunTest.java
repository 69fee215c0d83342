package org.rnnkit.learner.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.memory.Memory.MemorySummary;
import org.rnnkit.learner.memory.MemoryRun.MemorySteps;
import org.rnnkit.learner.worker.MemoryWorker.MemoryModel;
import org.rnnkit.learner.worker.MemoryWorker.MemoryRequest;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.TextSource;
import org.rnnkit.toolkit.TextSource.Text;

/** Tests of the whole measurement, with a worker process. */
@Tag("slow")
class MemoryRunTest {

    @TempDir
    private static Path folder;

    @Test
    @Tag("thorough")
    void trainsAndMeasuresTheReferenceUntilTheStepsPass() {
        Kit kit = Kit.find(Steps.withBonus());
        List<Double> progress = new CopyOnWriteArrayList<>();
        Text text = new Text(TextSource.embedded().characters().substring(0, 1_500), "a short text");
        Memory memory = new MemoryRun(kit, step -> false, 1).run(text, Optional.empty(), progress::add);
        assertThat(memory.models()).contains(MemoryModel.RNN_NEW, MemoryModel.RNN_CLIPPED, MemoryModel.RNN_UNCLIPPED,
                MemoryModel.GRU_NEW, MemoryModel.GRU_CLIPPED, MemoryModel.GRU_UNCLIPPED);
        assertThat(progress).containsExactly(0.25, 0.5, 0.75, 1.0);
        assertThat(memory.steps()).contains("the reference's steps 2 to 5",
                Steps.withId("step13gru").isPresent() ? "the reference's step 13" : "DJL's own");
        assertThat(memory.characters()).hasSize(64);
        MemorySummary untrained = memory.summaries().get(0);
        assertThat(untrained.model()).isEqualTo(MemoryModel.RNN_NEW);
        assertThat(untrained.factor()).as("W_hh has values of about 0.01, so its 64 rows shorten by about 0.08")
                .isBetween(0.04, 0.16);
    }

    @Test
    void namesTheStepsThatAreMissingInAStudentsCopy() {
        MemoryRun run = new MemoryRun(KitCopy.create(folder).kit().withoutReference(), step -> step.number() < 4);
        assertThatThrownBy(() -> run.run(TextSource.embedded(), Optional.empty(), part -> { }))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("This needs your steps 1 to 5. " + Steps.names(Steps.all().stream()
                        .filter(step -> step.number() == 4 || step.number() == 5).toList()) + " do");
    }

    /** A request is JSON, which allows no text of more than 20 million characters. */
    @Test
    void sendsASmallRequestForALongText() throws JsonProcessingException {
        Kit kit = Kit.find(Steps.withBonus());
        MemoryRun run = new MemoryRun(kit, step -> false);
        MemoryRequest request = run.request(new Text("ab c".repeat(200_000), "a long text"),
                MemorySteps.choose(kit, step -> false), Optional.empty());

        assertThat(request.tokens()).hasSize(5);
        assertThat(request.training()).hasSize(10_000);
        assertThat(request.window()).hasSize(64).startsWith("cab ca");
        assertThat(request.after()).isEqualTo("c");
        assertThat(Messages.JSON.writeValueAsString(request)).hasSizeLessThan(20_000);
    }

    @Tag("thorough")
    @Test
    void saysThatATextIsTooShort() {
        assertThatThrownBy(() -> new MemoryRun(Kit.find(Steps.withBonus()), step -> false)
                .run(new Text("too short", "a file"), Optional.empty(), part -> { })).isInstanceOf(UsageException.class)
                .hasMessageContaining("too short");
    }
}
