package org.rnnkit.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.training.TrainingProcess.TrainingProgress;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.background.BackgroundTask.Phase;
import org.rnnkit.learner.play.PlayPart;
import org.rnnkit.learner.runs.RunFolder;
import org.rnnkit.learner.runs.RunList;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.EpochResult;

/** Tests of real, tiny trainings that are started on the page. */
@Tag("slow")
class StepsTrainerTest {

    @TempDir
    private Path home;
    private KitCopy copy;

    @BeforeEach
    void copyKit() {
        copy = KitCopy.create(home);
    }

    private static TrainingOrder order(int epochs) {
        return TrainingOrder.of(Map.of("epochs", String.valueOf(epochs), "hiddens", "4", "text", "story")::get);
    }

    private void writeAllSteps() {
        copy.kit().steps().forEach(step -> copy.save(step, copy.solution(step)));
    }

    private String train(List<String> progress, List<String> notes) {
        return new StepsTrainer(copy.kit(), step -> true).train(order(2), new TrainingProgress() {
            @Override
            public void epochFinished(int epoch, EpochResult result) {
                progress.add("epoch " + epoch);
            }

            @Override
            public void sampleWritten(int epoch, String text) {
                progress.add("sample " + epoch + " of " + text.length());
            }
        }, notes::add, () -> true);
    }

    /** The folder is that of ./rnnkit train, so it can be listed, compared and played with. */
    @Test
    void writesTheFolderOfATrainingWithTheReferenceUntilAllStepsAreWritten() {
        List<String> progress = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        String name = train(progress, notes);

        assertThat(progress).containsExactly("epoch 1", "sample 1 of 64", "epoch 2", "sample 2 of 64");
        assertThat(notes).contains("Steps 1, 2, 3, 4, 5, 6, 7, 8, 9 are not written yet. So the reference's steps are used "
                + "instead of yours.", "The text is: embedded story.");
        RunList list = RunList.read(RunFolder.parent(copy.kit()));
        assertThat(list.skipped()).isEmpty();
        assertThat(list.get(name).summary().perplexities()).hasSize(2);
        assertThat(list.get(name).summary().steps()).isEqualTo("solutions");
        assertThat(list.get(name).folder()).isDirectoryContaining("glob:**/training.html");

        try (PlayPart play = new PlayPart(copy.kit(), new StudioEvents())) {
            play.write(name, PlayPart.request("time", "3", "0"));
            Waiting.until("three characters are written", () -> play.state().contains("The model is ready"));
            assertThat(play.text()).matches("(?s).*<span class=\"beginning\">time</span>[a-z ]{3}</p>.*");
        }
    }

    @Test
    void passesOnTheSentenceOfAStepThatFailsAndLeavesNoFolder() {
        writeAllSteps();
        Step clipping = copy.step(7);
        copy.save(clipping, copy.solution(clipping).replace("// <solution>",
                "if (true) { throw new IllegalStateException(\"my own mistake\"); }"));

        assertThatThrownBy(() -> train(new ArrayList<>(), new ArrayList<>())).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("The training failed: ").hasMessageContaining("my own mistake");
        assertThat(RunFolder.parent(copy.kit())).doesNotExist();
    }

    @Test
    void saysWhatDoesNotCompile() {
        writeAllSteps();
        Step state = copy.step(3);
        copy.save(state, copy.solution(state).replace("// <solution>", "int x = \"text\";"));

        assertThatThrownBy(() -> train(new ArrayList<>(), new ArrayList<>())).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("The steps do not compile: ").hasMessageContaining("HiddenState");
    }

    /** The user stops after the last epoch: the worker has saved its model, and the report is not written yet. */
    @Test
    void deletesAModelThatIsNoLongerWanted() {
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> new StepsTrainer(copy.kit(), step -> true).train(order(1), (epoch, result) -> { }, note -> { },
                () -> asked.incrementAndGet() == 1)).isInstanceOf(UsageException.class).hasMessageContaining("stopped");
        assertThat(RunFolder.parent(copy.kit())).isEmptyDirectory();
    }

    @Test
    void endsItsProcessWhenTheUserStopsItAndLeavesNoFolder() throws Exception {
        try (LiveTraining training = new LiveTraining(new StepsTrainer(copy.kit(), step -> true), () -> { }, () -> { })) {
            training.start(order(10_000));
            Waiting.until("the first epoch", () -> !training.state().epochs().isEmpty());
            training.stop();
            Waiting.until("the end", () -> !training.state().status().isActive());

            assertThat(training.state().status().phase()).isEqualTo(Phase.STOPPED);
        }
        assertThat(Files.exists(RunFolder.parent(copy.kit()))).isFalse();
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)
                .map(process -> process.info().commandLine().orElse("")).filter(line -> line.contains("TrainingWorker")))
                .isEmpty();
    }
}
