package org.rnnkit.grader.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.worker.EpochTrace;
import org.rnnkit.grader.worker.Excerpt;
import org.rnnkit.grader.worker.Excerpt.Guess;
import org.rnnkit.grader.worker.Hyperparameters;
import org.rnnkit.grader.worker.Insight;
import org.rnnkit.grader.worker.TrainingOutcome;
import org.rnnkit.grading.Steps;
import org.rnnkit.toolkit.EpochResult;

/** The page of a training, as text and in a real browser where there is one. */
class TrainingPageTest {

    private static final String TEXT = "</script><b>&time";
    private static final int UNITS = 3;

    @TempDir
    private Path folder;

    private static String page(String sample) {
        List<EpochResult> epochs = IntStream.range(0, 4).mapToObj(i -> new EpochResult(20.0 / (i + 1), 1000, 0.1)).toList();
        List<EpochTrace> traces = List.of(new EpochTrace(1.5, 2, 1, sample), new EpochTrace(0.5, 0.9, 0, null),
                new EpochTrace(Double.NaN, Double.NaN, 0, null), new EpochTrace(0.4, 0.5, 0, "time traveller"));
        byte[] activations = new byte[TEXT.length() * UNITS];
        for (int i = 0; i < activations.length; i++) {
            activations[i] = (byte) (i % UNITS == 2 && i % 2 == 0 ? 127 : -20);
        }
        List<List<Guess>> guesses = TEXT.chars().mapToObj(c -> List.of(new Guess("e", 0.75), new Guess(" ", 0.25))).toList();
        TrainingOutcome outcome = new TrainingOutcome(epochs, List.of(), "cpu", null,
                new Insight(traces, new Excerpt(TEXT, UNITS, activations, guesses)), null);
        return TrainingPage.of(TrainingSummary.of(outcome, Hyperparameters.ofChapter(4, 1), "a <text>", "exercises", false),
                outcome, Shapes.of(Path.of(".."), Steps.all()));
    }

    @Test
    void needsNothingFromElsewhereAndKeepsTextText() {
        String page = page("<img src=x onerror=alert(1)>\u001b[2J");

        assertThat(page).doesNotContain("<img", "<b>", "http:", "https:", "\u001b").contains("&lt;img src=x")
                .contains("a &lt;text&gt;").contains("25 % of all minibatches");
        assertThat(page.split("</script>", -1)).as("two scripts of the page's own").hasSize(3);
        assertThat(Pattern.compile("points=\"([^\"]+)\"").matcher(page).results().map(points -> points.group(1)))
                .hasSize(4).allSatisfy(points -> assertThat(points).doesNotContain("NaN"));
    }

    @Test
    void showsTheShapesOfEveryChapter() {
        Map<String, String> shapes = Shapes.of(Path.of(".."), Steps.all());

        assertThat(shapes).hasSize(Steps.all().size()).containsKey("4. The RNN step");
        assertThat(page("")).contains(shapes.get("4. The RNN step").substring(0, 20));
    }

    /** The policy of the page lets its script run, and the script fills the page. */
    @Test
    void worksInABrowser() throws Exception {
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "there is no Chromium on the PATH");
        Path file = Files.writeString(folder.resolve("training.html"), page("time traveller the"));
        Path dom = folder.resolve("dom.html");
        Process process = new ProcessBuilder(browser.get().toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--no-first-run", "--disable-background-networking", "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom", file.toUri().toString())
                .redirectOutput(dom.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.waitFor();
        String filled = Files.readString(dom, StandardCharsets.UTF_8);

        assertThat(Pattern.compile("data-place=").matcher(filled).results()).hasSize(TEXT.length());
        assertThat(filled).contains("After “&lt;” unit 2").contains("<td>75.0 %</td>").contains("<td>space</td>")
                .contains("background-color: rgb(");
    }

    private static Optional<Path> browser() throws IOException {
        return Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .flatMap(folder -> List.of("chromium", "chromium-browser", "google-chrome").stream()
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
    }
}
