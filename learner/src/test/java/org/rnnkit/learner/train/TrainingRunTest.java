package org.rnnkit.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.WorkerProcesses;
import org.rnnkit.grader.page.TrainingText;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.ProcessLock;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.grader.worker.training.TrainingWorker;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.background.StepsFailure;
import org.rnnkit.learner.background.WorkPhase;
import org.rnnkit.learner.background.WorkProgress;
import org.rnnkit.learner.lab.Lab;
import org.rnnkit.learner.play.PlayPart;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.worker.PlayRequest;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of real, tiny trainings that are started on the page. */
@Tag("slow")
class TrainingRunTest {

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

    /** Progress of a training that the user stops before it asks so often whether it is wanted; 0 for never. */
    private static final class Reports implements WorkProgress<TrainingReports> {

        private final int stopped;
        private TrainingReports reports;
        private Runnable updated = () -> { };
        private int asked;

        Reports(int stopped) {
            this.stopped = stopped;
        }

        @Override
        public synchronized void update(UnaryOperator<TrainingReports> change) {
            reports = change.apply(reports);
            updated.run();
        }

        @Override
        public void requireWanted() {
            asked++;
            if (asked == stopped) {
                throw new UsageException("A training was stopped.");
            }
        }
    }

    private String train(int epochs, Reports reports) {
        TrainingOrder order = order(epochs);
        reports.reports = new TrainingReports(order);
        return TrainingRun.train(copy.kit(), step -> true, order, "train", new Reporter(reports, () -> false));
    }

    /** The folder is that of ./rnnkit train, so it can be listed, compared and played with. */
    @Test
    void writesTheFolderOfATrainingWithTheReferenceUntilAllStepsAreWrittenAndGoesOnFromItsModel() {
        Reports reports = new Reports(0);
        String name = train(2, reports);

        assertThat(reports.reports.epochs()).hasSize(2);
        assertThat(reports.reports.samples()).extracting(TrainingText::epoch).containsExactly(1, 2);
        assertThat(reports.reports.samples()).allSatisfy(sample -> assertThat(sample.text()).hasSize(64));
        assertThat(reports.reports.heldOut()).hasSize(2).allSatisfy(perplexity -> assertThat(perplexity).isGreaterThan(1));
        assertThat(reports.reports.notes()).contains(Steps.names(Steps.all()) + " are not written yet. So the reference's "
                + "steps are used instead of yours.", "The text is: the kit's own story.");
        RunList list = RunList.read(RunFolder.parent(copy.kit()));
        assertThat(list.skipped()).isEmpty();
        assertThat(list.get(name).summary().perplexities()).hasSize(2);
        assertThat(list.get(name).summary().steps()).isEqualTo("solutions");
        assertThat(list.get(name).folder()).isDirectoryContaining("glob:**/training.html");

        try (Lab lab = new Lab(copy.kit(), WorkLimit.SECONDS, null);
                PlayPart play = new PlayPart(copy.kit(), new StudioEvents(), lab)) {
            play.write(name, new PlayRequest("time", 3, 0));
            Waiting.until("three characters are written", () -> play.state().contains("The model is ready"));
            assertThat(play.text()).matches("(?s).*<span class=\"beginning\">time</span>[a-z ]{3}</p>.*");
        }
        goesOn(list.get(name));
    }

    private void goesOn(RunFolder run) {
        Reports reports = new Reports(0);
        TrainingOrder more = TrainingOrder.after(run.earlier(), "3");
        reports.reports = new TrainingReports(more);
        assertThat(reports.reports.epochs()).hasSize(2);
        RunFolder whole = RunFolder.read(RunFolder.parent(copy.kit()).resolve(
                TrainingRun.train(copy.kit(), step -> true, more, "train", new Reporter(reports, () -> false))));

        assertThat(reports.reports.epochs()).hasSize(5);
        assertThat(reports.reports.heldOut()).hasSize(5).startsWith(Double.NaN, Double.NaN);
        assertThat(reports.reports.text().epoch()).isEqualTo(5);
        assertThat(whole.summary().settings()).isEqualTo(run.summary().settings().withEpochs(5));
        List<Double> perplexities = whole.summary().perplexities();
        assertThat(perplexities).hasSize(5).startsWith(run.summary().perplexities().toArray(Double[]::new));
        assertThat(perplexities.get(2)).as("not a new model").isLessThan(perplexities.get(0));
        assertThat(whole.earlier().text()).isEqualTo(run.earlier().text());
        assertThat(run.summary()).as("stays as it is").isEqualTo(RunFolder.read(run.folder()).summary());
    }

    /** The training runs with the classes of the sources that it began with. */
    @Test
    void isNotChangedByASaveMeanwhile() {
        writeAllSteps();
        Step clipping = copy.step(7);
        Reports reports = new Reports(0);
        reports.updated = () -> copy.save(clipping, "a save that does not compile");
        train(3, reports);

        assertThat(copy.source(clipping)).isEqualTo("a save that does not compile");
        assertThat(reports.reports.epochs()).hasSize(3);
    }

    @Test
    void passesOnTheSentenceOfAStepThatFailsAndLeavesNoFolder() {
        writeAllSteps();
        Step clipping = copy.step(7);
        copy.save(clipping, copy.solution(clipping).replace("// <solution>",
                "if (true) { throw new IllegalStateException(\"my own mistake\"); }"));

        assertThatThrownBy(() -> train(2, new Reports(0))).isInstanceOf(StepsFailure.class)
                .hasMessageStartingWith("The training failed: ").hasMessageContaining("my own mistake");
        assertThat(RunFolder.parent(copy.kit())).isEmptyDirectory();
    }

    @Test
    void saysWhatDoesNotCompile() {
        writeAllSteps();
        Step state = copy.step(3);
        copy.save(state, copy.solution(state).replace("// <solution>", "int x = \"text\";"));

        assertThatThrownBy(() -> train(2, new Reports(0))).isInstanceOf(StepsFailure.class)
                .hasMessageStartingWith("The steps of exercises do not compile: ").hasMessageContaining("HiddenState");
    }

    /** The user stops after the last epoch: the worker has saved its model, and the report is not written yet. */
    @Test
    void deletesAModelThatIsNoLongerWanted() {
        assertThatThrownBy(() -> train(1, new Reports(2))).isInstanceOf(UsageException.class)
                .hasMessageContaining("stopped");
        assertThat(RunFolder.parent(copy.kit())).isEmptyDirectory();
    }

    @Test
    void refusesASecondTrainingInTheSameFolder() throws Exception {
        Path folder = Files.createDirectory(home.resolve("same"));
        try (ProcessLock first = ProcessLock.tryLock(folder.resolve(".lock")).orElseThrow()) {
            assertThat(first.isEnforced()).isTrue();
            assertThatThrownBy(() -> trainInto(folder, 4)).isInstanceOf(UsageException.class)
                    .hasMessageContaining("Another training writes to " + folder);
        }
        assertThat(folder).as("still the other training's").exists();
    }

    @Test
    void asksForDiskSpaceBeforeItTrains() {
        Path folder = home.resolve("large");
        assertThatThrownBy(() -> trainInto(folder, 20_000_000)).isInstanceOf(GraderException.class)
                .hasMessageMatching("the model and its page need [\\d,]{9,} MB in .*, and only [\\d,]+ MB are free .*");
        assertThat(folder).doesNotExist();
    }

    private void trainInto(Path folder, int hiddens) {
        TrainingOrder order = TrainingOrder.of(Map.of("hiddens", "4", "text", "story")::get);
        Hyperparameters small = order.settings();
        TrainingRun.train(copy.kit(), ChosenSteps.of(copy.kit()).submission(), "solutions", order.text().find(),
                TrainingSetup.ofSteps(new Hyperparameters(small.tokens(), small.batchSize(), small.numSteps(), hiddens,
                        small.learningRate(), small.sampling(), 1, 1)), null, folder,
                new Reporter(new Reports(0), () -> false));
    }

    /** In autumn an hour of local time comes twice, and a later folder would be listed as an earlier one. */
    @Test
    void aFoldersNameBeginsWithTheTimeThatNeverRepeats() {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        try {
            Instant now = Instant.now();
            assertThat(RunFolder.choose(copy.kit(), "train").getFileName().toString())
                    .matches("\\d{8}-\\d{6}Z-train").isBetween(name(now), name(now.plusSeconds(60)));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static String name(Instant time) {
        return time.toString().replaceAll("[-:]|\\..*", "").replace('T', '-') + "Z-train";
    }

    /** The folder is that of a training with as many epochs as have run. */
    @Test
    void keepsTheModelOfATrainingThatTheUserStops() throws Exception {
        try (TrainingPart training = new TrainingPart(copy.kit(), new StudioEvents(), step -> true)) {
            training.start(order(10_000));
            Waiting.until("the first epoch", () -> !training.state().progress().epochs().isEmpty());
            training.stop();
            Waiting.until("the end", () -> !training.state().isActive());

            assertThat(training.state().message()).isEmpty();
            TrainingSummary summary = RunFolder.read(RunFolder.parent(copy.kit()).resolve(training.state().result())).summary();
            assertThat(summary.settings().epochs()).isEqualTo(summary.perplexities().size())
                    .isEqualTo(training.state().progress().epochs().size()).isLessThan(10_000);
            assertThat(summary.samples()).hasSize(2).allSatisfy(sample -> assertThat(sample).hasSizeGreaterThan(50));
        }
    }

    @Test
    void endsItsProcessWhenTheUserStopsItAndLeavesNoFolder() throws Exception {
        try (TrainingPart training = new TrainingPart(copy.kit(), new StudioEvents(), step -> true)) {
            training.start(order(10_000));
            Waiting.until("the first epoch", () -> !training.state().progress().epochs().isEmpty());
            assertThat(WorkerProcesses.of(TrainingWorker.class)).hasSize(1);
            training.discard();
            Waiting.until("the end", () -> !training.state().isActive());

            assertThat(training.state().phase()).isEqualTo(WorkPhase.STOPPED);
        }
        assertThat(RunFolder.parent(copy.kit())).isEmptyDirectory();
        // A killed process is still listed for a moment.
        Waiting.until("the end of the process", () -> WorkerProcesses.of(TrainingWorker.class).isEmpty());
    }
}
