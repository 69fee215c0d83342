package org.rnnkit.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.StudioClient;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.experiment.ExperimentsPart;
import org.rnnkit.learner.lab.Lab;
import org.rnnkit.learner.play.PlayPart;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioServer;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.TextSource;

/** Tests of the training page, of how its form is read, and of the routes of all parts that belong to it, on a real server. */
class TrainingPartTest {

    private static final String EPOCH = "done after one epoch";

    @TempDir
    private Path home;

    private static Element parse(String html) {
        return Jsoup.parseBodyFragment(html).body();
    }

    @Test
    void saysWhichStepsAreMissingInAStudentsCopy() {
        Kit kit = KitCopy.create(home).kit().withoutReference();
        TrainingPart part = new TrainingPart(kit, new StudioEvents(), step -> false, (order, reporter) -> "run");
        Element page = parse(part.page(null));

        assertThat(page.text()).contains("This needs all " + Steps.all().size() + " steps. " + Steps.names(Steps.all())
                + " are not written yet.")
                .doesNotContain("reference");
        assertThat(page.select("button[type=submit]").first().hasAttr("disabled")).isTrue();
        assertThatThrownBy(() -> part.start(TrainingOrder.of(field -> null))).isInstanceOf(UsageException.class);
    }

    @Test
    void usesTheStudentsStepsOnceAllAreWritten() {
        KitCopy copy = KitCopy.create(home);
        copy.kit().steps().forEach(step -> copy.save(step, copy.solution(step)));
        Element page = parse(new TrainingPart(copy.kit().withoutReference(), new StudioEvents(),
                step -> step.number() == 4, (order, reporter) -> "run").page(null));

        assertThat(page.text()).contains("Your own steps are used. Step 4 does not pass its tests "
                + "yet, so the network may not learn.");
        assertThat(page.select("button[disabled]")).isEmpty();
        assertThat(page.select("form label[for]").eachAttr("for")).containsExactlyInAnyOrderElementsOf(
                page.select("form input[id], form select, form textarea").eachAttr("id"));
    }

    @Test
    void thePageOfATrainingLeadsToAllThatItsModelCanDo() {
        Kit kit = KitCopy.create(home).kit();
        RunFolders.write(home.resolve("runs/1 a<b>"), "a text", "s", 5.0, 3.0);
        RunFolders.write(home.resolve("runs/2"), "a text", "s", 4.0, 2.0);
        TrainingPart part = new TrainingPart(kit, new StudioEvents(), step -> false, (order, reporter) -> "run");
        Element page = parse(part.yours("2"));

        assertThat(page.select("h1").text()).isEqualTo("This is yours");
        assertThat(page.select("input[name=run]").attr("value")).isEqualTo("2");
        assertThat(page.select("#excerpt, #data")).hasSize(2);
        assertThat(page.select("polyline")).as("with the training before it").hasSize(2);
        assertThat(page.select(".legend-list a").eachAttr("href")).as("no link to itself")
                .containsExactly("yours/1%20a%3Cb%3E");
        assertThat(page.select(".parts li")).hasSameSizeAs(Steps.all());
        assertThat(page.select("a[download]").attr("href")).isEqualTo("yours/2/training.html");
        assertThat(parse(part.yours("1 a<b>")).select("polyline")).as("nothing was trained before it").hasSize(1);
        assertThat(parse(part.page("2")).select("option[selected]").attr("value")).isEqualTo("2");
        assertThat(parse(part.page("2")).select(".further a").attr("href")).isEqualTo("yours/2");
        assertThat(parse(part.page(null)).select(".further")).isEmpty();
        assertThatThrownBy(() -> part.yours("../2")).isInstanceOf(UsageException.class);
    }

    @Test
    void saysThatTheTextOfAModelHasChangedSince() throws Exception {
        Kit kit = KitCopy.create(home).kit();
        TrainingPart part = new TrainingPart(kit, new StudioEvents(), step -> false, (order, reporter) -> "run");
        Path run = RunFolders.write(RunFolder.parent(kit).resolve("1"), TextSource.embedded().source(), "s", 9.0);
        assertThat(part.yours("1")).contains("an older form of the text");
        Files.writeString(run.resolve("text.txt"), TextSource.embedded().characters().substring(0, 1_000));
        assertThat(part.yours("1")).doesNotContain("an older form of the text");
    }

    @Test
    void answersEveryRequestOfThePages() throws Exception {
        Kit kit = KitCopy.create(home).kit();
        RunFolders.write(home.resolve("runs/one"), "t", "s", 2.0, 1.0);
        RunFolders.write(home.resolve("runs/two"), "t", "s", 2.0, 1.0);
        Files.writeString(home.resolve("runs/one/training.html"), "<p>a page</p>");
        StudioEvents events = new StudioEvents();
        List<StudioPart> parts = List.of(
                new TrainingPart(kit, events, step -> false, (order, reporter)
                        -> EPOCH + " of " + order.settings().epochs()),
                new PlayPart(kit, events, new Lab(kit, 1, null)), new ExperimentsPart(kit, events, step -> false));
        try (StudioServer server = new StudioServer("token", 0, true, events, parts, () -> "")) {
            StudioClient requests = new StudioClient(server.address());

            assertThat(requests.get("training").body()).contains(">Training</h1>", "Start the training", "the model of one");
            assertThat(requests.get("experiments").body()).contains("<h1>Experiments</h1>");
            for (String fragment : List.of("training/state", "training/live", "training/text", "yours/one",
                    "play/state", "play/text",
                    "runs", "runs/comparison?run=one&run=two", "experiments/state", "experiments/live")) {
                assertThat(requests.get(fragment).statusCode()).as(fragment).isEqualTo(200);
            }
            HttpResponse<String> file = requests.get("yours/one/training.html");
            assertThat(file.body()).isEqualTo("<p>a page</p>");
            assertThat(file.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
            HttpResponse<String> wrong = requests.post("training/start", "epochs=0");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("must be a whole number");
            assertThat(requests.post("training/start", "epochs=3&own=" + URLEncoder.encode("ü", StandardCharsets.UTF_8))
                    .body()).isEmpty();
            Waiting.until("the end of the training", () -> requests.get("training/state").body()
                    .contains("yours/" + EPOCH + " of 3"));
            for (String action : List.of("training/stop", "training/discard", "play/stop", "experiments/stop")) {
                assertThat(requests.post(action, "").statusCode()).as(action).isEqualTo(200);
            }
            assertThat(requests.get("runs/comparison?run=..%2Fruns%2Fone&run=two").statusCode()).isEqualTo(400);
            assertThat(requests.post("play/write", "run=%2Fetc&beginning=a&length=5&temperature=1").statusCode())
                    .isEqualTo(400);
            assertThat(requests.post("experiments/start/none", "").body()).contains("There is no experiment none");
        }
    }

    private static TrainingOrder read(Map<String, String> fields) {
        return TrainingOrder.of(fields::get);
    }

    @Test
    void hasTheChaptersValuesWhereNothingIsSaid() {
        assertThat(read(Map.of())).isEqualTo(new TrainingOrder(Hyperparameters.ofChapter(500, 1),
                new TextChoice(TextKind.USUAL, ""), "scratch", null));
    }

    @Test
    void takesEachField() {
        TrainingOrder order = read(Map.of("epochs", " 7 ", "hiddens", "16", "rate", "0.5", "sampling", "random", "text", "own",
                "own", "A text."));

        assertThat(order.settings()).isEqualTo(new Hyperparameters(10_000, 32, 35, 16, 0.5f, Sampling.RANDOM, 7, 1));
        assertThat(order.text().find().characters()).isEqualTo("a text ");
        assertThat(read(Map.of("text", "story", "own", "ignored")).text())
                .isEqualTo(new TextChoice(TextKind.STORY, ""));
        assertThat(read(Map.of("model", "gru")).model()).isEqualTo("gru");
    }

    @ParameterizedTest
    @CsvSource({"epochs, 0, epochs must be", "epochs, 10001, epochs must be", "epochs, many, epochs must be",
        "hiddens, 2049, hidden units must be", "hiddens, -1, hidden units must be", "rate, 0, learning rate must be",
        "rate, NaN, learning rate must be", "rate, 1e9, learning rate must be", "sampling, both, random; sequential",
        "text, /etc/passwd, own; story; usual"})
    void rejectsImpossibleValues(String field, String value, String message) {
        assertThatThrownBy(() -> read(Map.of(field, value))).isInstanceOf(UsageException.class)
                .hasMessageContaining(message.replace(";", ","));
    }

    @Test
    void rejectsATextThatIsTooLong() {
        assertThatThrownBy(() -> read(Map.of("text", "own", "own", "x".repeat(TrainingOrder.MAX_TEXT + 1))))
                .isInstanceOf(UsageException.class).hasMessageContaining("30,001 characters");
    }
}
