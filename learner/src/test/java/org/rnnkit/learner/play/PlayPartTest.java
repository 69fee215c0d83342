package org.rnnkit.learner.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.train.RunFolders;
import org.rnnkit.learner.worker.PlayRequest;
import org.rnnkit.learner.worker.TextWriter;

/** Tests of playing with a model on the page, with models that only repeat. */
class PlayPartTest {

    private static final PlayRequest REQUEST = new PlayRequest("time", 5, 0.7);

    @TempDir
    private Path home;
    private KitCopy copy;
    private final List<String> loaded = new CopyOnWriteArrayList<>();
    private PlayPart part;

    @BeforeEach
    void makeRuns() {
        copy = KitCopy.create(home);
        RunFolders.write(home.resolve("runs/one"), "t", "s", 2.0);
        RunFolders.write(home.resolve("runs/two"), "t", "s", 2.0);
    }

    @AfterEach
    void close() {
        part.close();
    }

    private void use(TextWriter model) {
        part = new PlayPart(copy.kit(), new StudioEvents(), null, (run, steps) -> {
            loaded.add(run.name() + " with " + steps.name());
            return model;
        });
    }

    /** Answers each request with its beginning, in capitals. */
    private static TextWriter echo() {
        return (request, text) -> request.prefix().toUpperCase(Locale.ROOT).chars()
                .forEach(c -> text.accept(String.valueOf((char) c)));
    }

    private String written() {
        return Jsoup.parseBodyFragment(part.text()).select(".written").text();
    }

    private void awaitText(String part) {
        Waiting.until("the page says " + part, () -> (this.part.state() + this.part.text()).contains(part));
    }

    @Test
    void writesAgainAndAgainWithTheModelThatIsChosen() {
        use(echo());
        part.write("one", REQUEST);
        awaitText("TIME");
        awaitText("The model is ready");
        assertThat(written()).isEqualTo("timeTIME");
        part.write("one", new PlayRequest("traveller", 9, 0));
        awaitText("TRAVELLER");
        awaitText("The model is ready");

        part.write("two", REQUEST);
        awaitText("The model is ready");

        assertThat(loaded).containsExactly("one with solutions", "one with solutions", "two with solutions");
        assertThat(part.state()).contains("not written yet");
    }

    @Test
    void takesOnlyTheNamesOfListedTrainings() {
        use(echo());

        assertThatThrownBy(() -> part.write("../runs/one", REQUEST)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> part.write(null, REQUEST)).isInstanceOf(UsageException.class);
        assertThat(loaded).isEmpty();
    }

    @Test
    void rejectsABeginningWhileItWritesUntilItIsStopped() {
        CountDownLatch never = new CountDownLatch(1);
        use((request, text) -> {
            text.accept("a");
            await(never);
        });
        part.write("one", REQUEST);
        awaitText("is writing");

        assertThatThrownBy(() -> part.write("one", REQUEST)).isInstanceOf(UsageException.class)
                .hasMessageContaining("running already");
        part.stop();
        awaitText("No model is loaded");
        part.write("one", REQUEST);
    }

    @Test
    void showsAFailureOfTheStepsAsText() {
        use((request, text) -> {
            throw new UsageException("The steps failed while writing: step 6 <b>" + "x".repeat(9_000));
        });
        part.write("one", REQUEST);
        awaitText("failed while writing");

        assertThat(Jsoup.parseBodyFragment(part.state()).select("b")).isEmpty();
        assertThat(part.state()).contains("No model is loaded").hasSizeLessThan(5_000);
    }

    /** The code of the steps can send what looks like the worker's news. */
    @Test
    void limitsWhatForgedTokensCanShow() {
        use((request, text) -> {
            text.accept(null);
            for (int i = 0; i < 1_000; i++) {
                text.accept("<script>".repeat(1_000));
            }
        });
        part.write("one", REQUEST);
        awaitText("The model is ready");

        assertThat(written()).startsWith("time<scri").hasSizeLessThan(40);
    }

    @ParameterizedTest
    @CsvSource({"'', 1, Type a beginning", "1895, 1, letters a to z", "a, -1, The temperature must be",
        "a, NaN, The temperature must be", "a, , The temperature must be"})
    void rejectsImpossibleRequests(String beginning, String temperature, String message) {
        use(echo());

        assertThatThrownBy(() -> PlayPart.request(beginning, temperature)).isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsCapitalsAsSmallLettersAndEverythingElseAsSpaces() {
        use(echo());

        assertThat(PlayPart.request("Is it 1895, Nell?", "1").prefix()).isEqualTo("is it nell ");
        assertThat(Jsoup.parseBodyFragment(part.small("The Time <b>")).select(".beginning").first()
                .wholeText()).isEqualTo("the time b ");
    }

    @Test
    void theSmallModelWritesWithoutAnyStep() {
        use(echo());

        assertThat(Jsoup.parseBodyFragment(part.small("the time")).select(".appears").text()).hasSizeGreaterThan(150);
        assertThat(Jsoup.parseBodyFragment(part.small(null)).select(".appears").text()).isNotEmpty();
        assertThatThrownBy(() -> part.small("x".repeat(201))).isInstanceOf(UsageException.class);
        assertThat(loaded).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new GraderException("interrupted", e);
        }
    }
}
