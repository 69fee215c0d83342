package org.rnnkit.learner.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.StudioClient;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.background.BackgroundWork.Phase;
import org.rnnkit.learner.background.BackgroundWork.State;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioServer;
import org.rnnkit.learner.train.RunList.RunRow;
import org.rnnkit.learner.worker.MemoryWorker.MemoryModel;
import org.rnnkit.learner.worker.MemoryWorker.MemoryOutcome;
import org.rnnkit.learner.worker.MemoryWorker.ModelReading;

/** Tests of the page and its fragments, through a real server. */
class MemoryPartTest {

    @TempDir
    private Path folder;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private MemoryPart part;
    private StudioServer server;

    @BeforeEach
    void start() {
        StudioEvents events = new StudioEvents();
        part = new MemoryPart(events, file(), progress -> MemorySamples.memory());
        server = new StudioServer("token", 0, true, false, events, List.of(part), () -> "");
    }

    @AfterEach
    void end() {
        server.close();
    }

    private Path file() {
        return folder.resolve("memory.json");
    }

    private HttpResponse<String> answer(String path) {
        return new StudioClient(server.address()).get(path);
    }

    private Document get(String path) {
        HttpResponse<String> answer = answer(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private void measure() {
        assertThat(new StudioClient(server.address()).post("memory/start", "").statusCode()).isEqualTo(200);
        Waiting.until("the end of the measurement", () -> !part.state().isActive());
    }

    /** Measures until it is interrupted, as a worker process does. */
    private Memory endless(DoubleConsumer progress) {
        progress.accept(0.25);
        progress.accept(0.2501);
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        throw new GraderException("interrupted");
    }

    @Test
    void showsTheProgressOfAnotherMeasurementAndKeepsTheLastResultAfterAStop() {
        Memory memory = MemorySamples.memory();
        AtomicInteger starts = new AtomicInteger();
        MemoryPart two = new MemoryPart(new StudioEvents(), file(),
                progress -> starts.getAndIncrement() == 0 ? memory : endless(progress));
        two.start();
        Waiting.until("the first result", () -> !two.state().isActive());
        assertThat(two.state()).isEqualTo(new State<>(Phase.FINISHED, "", 0, memory));
        two.start();
        Waiting.until("the second measurement", () -> begun.getCount() == 0);
        assertThat(two.state().progress()).isEqualTo(25);
        assertThatThrownBy(two::start).isInstanceOf(UsageException.class).hasMessageContaining("running already");
        assertThat(starts).hasValue(2);
        two.stop();
        Waiting.until("its end", () -> !two.state().isActive());
        assertThat(two.state()).isEqualTo(new State<>(Phase.STOPPED, "", 25, memory));
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void aMeasurementIsStillThereAfterARestart() throws IOException {
        measure();
        MemoryPart again = new MemoryPart(new StudioEvents(), file(), this::endless);
        assertThat(Pages.render("studio/memorystate.jte", again.state())).contains("Train and measure again")
                .isEqualTo(Pages.render("studio/memorystate.jte", part.state()));

        Files.writeString(file(), "{\"outcome\": null}");
        assertThat(new MemoryPart(new StudioEvents(), file(), this::endless).state().result()).isNull();
    }

    @Test
    void stopsWithTheStudio() {
        MemoryPart endless = new MemoryPart(new StudioEvents(), file(), this::endless);
        endless.start();
        Waiting.until("the measurement", () -> begun.getCount() == 0);
        endless.close();
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void offersTheMeasurementAndExplainsIt() {
        Document page = get("memory");
        assertThat(page.select("button[hx-post=memory/start]").text()).isEqualTo("Train and measure");
        assertThat(page.select("#memory-state").attr("hx-trigger")).isEqualTo("sse:memory");
        assertThat(page.select("h2").eachText()).contains("How to read it");
    }

    @Test
    void showsTheTextTheModelsAndThePlaceAfterTheMeasurement() {
        measure();
        Document state = get("memory/state");
        assertThat(state.select("input[name=place]")).hasSize(MemorySamples.LENGTH);
        assertThat(state.select(".memory-characters span").eachText().stream().collect(Collectors.joining()))
                .isEqualTo(MemorySamples.TEXT.substring(0, MemorySamples.LENGTH).replace(" ", Printable.SPACE));
        assertThat(state.select("input[name=place][checked]").eachAttr("value"))
                .containsExactly(String.valueOf(MemorySamples.TEXT.lastIndexOf(" x") - 1));
        assertThat(state.select("input[name=model][checked]").eachAttr("value")).containsExactly("RNN_NEW", "RNN_CLIPPED");
        assertThat(state.select(".memory-strip strong").eachText())
                .containsExactly("RNN before training", "RNN after training");
        assertThat(state.select(".memory-table tbody tr")).hasSize(3);
        assertThat(state.text()).contains("The RNN is <yours>.", "a <text>");
    }

    @Test
    void tellsTheTrainingBesideEachPerplexity() {
        ModelReading saved = MemorySamples.reading(MemoryModel.SAVED, 0.5, null);
        List<ModelReading> readings = new ArrayList<>(MemorySamples.memory().outcome().readings());
        readings.add(saved);
        RunRow run = new RunRow("r", "r", "", "60 epochs, learning rate 1", "", "", "10.336", "");
        Document page = Jsoup.parse(Pages.render("studio/memorysummary.jte", new Memory(new MemoryOutcome(MemorySamples.TEXT,
                MemorySamples.VOCAB_SIZE, readings, null), "", "", run)));
        assertThat(page.select("tbody td:nth-child(2)").eachText()).containsExactly("–",
                "20 epochs, learning rate 6, clipped at 0.25", "20 epochs, learning rate 6, not clipped",
                "60 epochs, learning rate 1, clipped at 1");
        assertThat(page.select("tbody td:nth-child(3)").eachText()).containsExactly("–", "6.0", "not a number", "10.336");
    }

    @Test
    void showsOnePlaceWithTheChosenModels() {
        measure();
        Document place = get("memory/at?place=5&model=RNN_CLIPPED");
        Element strip = place.select(".memory-strip").first();
        assertThat(place.select(".memory-strip")).hasSize(1);
        assertThat(strip.select(".memory-text").first().wholeText()).isEqualTo(MemorySamples.TEXT);
        assertThat(strip.select("span.unread").first().wholeText()).isEqualTo(MemorySamples.TEXT.substring(6));
        assertThat(strip.select("figcaption").text()).doesNotContain("exploded")
                .contains("expects “<” (25 %)", "within the last 3 characters");
        assertThat(place.text()).contains("the next character is “&”");
        assertThat(place.select("tbody tr")).hasSize(6);
        assertThat(place.select("tbody tr").first().text()).isEqualTo("0 ␣ 27 %");
    }

    @Test
    void coloursTheLargestWeightMost() {
        measure();
        List<String> classes = get("memory/at?place=3&model=RNN_CLIPPED").select(".memory-text span").eachAttr("class");
        assertThat(classes).containsExactly("w6", "w8", "w10", "w12", "unread");
    }

    @Test
    void drawsABarForEachWeightAboveTheAxis() {
        measure();
        String slow = get("memory/at?place=40&model=RNN_CLIPPED").select(".bars").attr("d");
        String fast = get("memory/at?place=40&model=RNN_NEW").select(".bars").attr("d");
        assertThat(slow.chars().filter(c -> c == 'M').count()).isEqualTo(41);
        assertThat(fast.chars().filter(c -> c == 'M').count()).as("from 1 to 0.09^7, which is above 1e−8").isEqualTo(8);
        assertThat(slow).startsWith("M416.5 116V10.0M");
    }

    @Test
    void saysThatADivergedTrainingHasNothingToShow() {
        measure();
        Document place = get("memory/at?place=5&model=RNN_UNCLIPPED");
        assertThat(place.select("figcaption").text()).contains("Its training exploded");
        assertThat(place.select("svg, table")).isEmpty();
    }

    @Test
    void saysThatABrokenModelHasNoMemoryOfATextToShow() {
        ModelReading broken = MemorySamples.reading(MemoryModel.RNN_UNCLIPPED, 0.5, MemorySamples.training(1e9, 700));
        String html = Pages.render("studio/memoryplace.jte", PlaceView.of(new MemoryOutcome(MemorySamples.TEXT,
                MemorySamples.VOCAB_SIZE, List.of(broken), null), 7, List.of(broken)));
        assertThat(Jsoup.parse(html).select("figcaption").text()).contains("Its training exploded", "It expects");
    }

    @Test
    void namesNoNextCharacterAtTheEndOfTheText() {
        List<ModelReading> readings = List.of(MemorySamples.reading(MemoryModel.RNN_NEW, 0.5, null));
        MemoryOutcome whole = new MemoryOutcome(MemorySamples.TEXT.substring(0, MemorySamples.LENGTH), MemorySamples.VOCAB_SIZE,
                readings, null);
        assertThat(PlaceView.of(whole, MemorySamples.LENGTH - 1, readings).actual()).isNull();
        assertThat(PlaceView.of(whole, MemorySamples.LENGTH - 2, readings).actual()).isEqualTo(Printable.SPACE);
    }

    @Test
    void namesWhatIsWrongWithARequest() {
        assertThat(answer("memory/at/3").statusCode()).isEqualTo(400);
        measure();
        assertThat(answer("memory/at/3").statusCode()).isEqualTo(200);
        for (String wrong : List.of("memory/at/" + MemorySamples.LENGTH, "memory/at/-1", "memory/at/x", "memory/at/99999999999",
                "memory/at?place=3", "memory/at?place=3&model=NONE", "memory/at?model=RNN_NEW")) {
            HttpResponse<String> answer = answer(wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(Jsoup.parse(answer.body()).select("p.problem").text()).as(wrong).endsWith(".");
        }
    }

    @Test
    void writesAllPlacesForAPageWithoutAServer() {
        Document figure = Jsoup.parse(Pages.render("studio/memoryfigure.jte", MemorySamples.memory()));
        assertThat(figure.select("[data-place]")).hasSize(MemorySamples.LENGTH);
        assertThat(figure.select("[data-place]:not([hidden])").eachAttr("data-place"))
                .isEqualTo(figure.select("input[checked]").eachAttr("value")).hasSize(1);
        assertThat(figure.select("[hx-get], [hx-post], [style], script")).isEmpty();
        assertThat(figure.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }
}
