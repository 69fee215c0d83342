package org.rnnkit.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.classroom.results.Changes;
import org.rnnkit.classroom.results.ClassroomReport;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ClassroomState;
import org.rnnkit.classroom.results.ClassroomSteps;
import org.rnnkit.classroom.results.ResultKind;
import org.rnnkit.grader.page.SamplePages;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.report.format.ReportFiles;
import org.rnnkit.grader.report.format.ReportSituation;
import org.rnnkit.grader.worker.training.EpochTrace;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.page.Browser;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.EpochResult;

/** The pages of all modules in a real browser, where there is one. */
@Tag("slow")
class BrowserTest {

    private static final String CONTRAST = Browser.resource("contrast.js");
    private static final String CUT_LABELS = "[...document.querySelectorAll('svg text')].filter(label => "
            + "label.getBoundingClientRect().left < label.ownerSVGElement.getBoundingClientRect().left"
            + "|| label.getBoundingClientRect().right > label.ownerSVGElement.getBoundingClientRect().right)"
            + ".map(label => label.textContent)";

    @TempDir
    private static Path folder;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder);
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path written(String name, String page) throws IOException {
        return Files.writeString(folder.resolve(name), page);
    }

    /** Returns one page of every kind that the kit writes. */
    private static Map<String, Path> pages() throws IOException {
        Map<String, Path> pages = new TreeMap<>();
        pages.put("trained", written("trained.html", SamplePages.trained("<b>" + "x".repeat(90))));
        List<EpochResult> epochs = List.of(new EpochResult(20, 1000, 0.1), new EpochResult(10, 1000, 0.1));
        List<EpochTrace> traces = List.of(new EpochTrace(Double.NaN, Double.NaN, 0.5, Double.NaN, "time traveller"));
        pages.put("graded", written("graded.html",
                SamplePages.graded(epochs, EpochTrace.checked(traces, 2))));
        Map<ReportSituation, Report> reports = new EnumMap<>(ReportSituation.class);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        for (ReportSituation situation : ReportSituation.values()) {
            Path place = Files.createDirectories(folder.resolve(situation.folder()));
            reports.put(situation, new ReportFiles(Set.of(FormatName.HTML), place, nowhere, Map.of())
                    .gradeAndWrite(situation::report));
            pages.put(situation.folder(), place.resolve("report.html"));
        }
        Stream<ClassroomResult> graded = Stream.of(ReportSituation.PASSED, ReportSituation.BONUS,
                ReportSituation.WRONG, ReportSituation.HOSTILE, ReportSituation.STUBS)
                .map(one -> new ClassroomResult(one.folder(), ResultKind.GRADED, reports.get(one), ""));
        Stream<ClassroomResult> refused = Stream.of(new ClassroomResult("x".repeat(60), ResultKind.REFUSED, null,
                "There is no source in it."));
        pages.put("class", new ClassroomReport(new ClassroomSteps(Steps.all(), List.of()),
                Stream.concat(graded, refused).toList(), List.of(), List.of(), Changes.NONE, ClassroomState.complete())
                .write(folder));
        return pages;
    }

    @ParameterizedTest
    @CsvSource({"360, dark", "1280, light"})
    void showsEveryPageReadablyWithinTheScreenAndWithoutErrors(int width, String scheme) throws IOException {
        pages().forEach((name, file) -> {
            browser.open(file, width, scheme);

            assertThat(browser.unwantedEvents(file)).as(name).isEmpty();
            assertThat(browser.evaluate(CONTRAST)).as(name + ": texts of weak contrast").isEmpty();
            // The script for contrasts has opened all folded parts.
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).as(name + ": width")
                    .isLessThanOrEqualTo(width);
            assertThat(browser.evaluate(CUT_LABELS)).as(name + ": cut numbers beside an axis").isEmpty();
        });
    }

    /** The table of a class is sorted with the keyboard as with the mouse, and what the reader has chosen stays. */
    @Test
    void sortsAndFiltersTheSubmissionsOfAClass() throws IOException {
        Path page = pages().get("class");
        browser.open(page, 1280, "light");
        String names = "[...document.querySelectorAll('#table tbody tr')].filter(row => !row.hidden)"
                + ".map(row => row.cells[0].textContent.trim())";
        String all = browser.evaluate(names).toString();

        browser.evaluate("document.querySelectorAll('#table th button')[1].click()");
        String ascending = browser.evaluate(names).toString();
        browser.evaluate("document.querySelectorAll('#table th button')[1].click()");
        String descending = browser.evaluate(names).toString();
        String sorted = browser.evaluate("[...document.querySelectorAll('[aria-sort]')].map(th => th.textContent + "
                + "th.getAttribute('aria-sort'))").toString();
        browser.evaluate("{ const box = document.getElementById('filter-status'); box.value = 'none';"
                + "box.dispatchEvent(new Event('input')); }");
        String unscored = browser.evaluate(names).toString();
        // The browser keeps what a page has chosen a moment later: a page that is loaded at once may not know it yet.
        Waiting.until("a page that shows what was chosen before it was loaded again", () -> {
            browser.reload();
            return browser.evaluate(names).toString().equals(unscored);
        });

        assertThat(ascending).isNotEqualTo(all).startsWith("[\"stubs\"").endsWith("x\"]");
        assertThat(descending).startsWith("[\"bonus\",\"passed\"").endsWith("x\"]").contains("\"stubs\",\"xxx");
        assertThat(sorted).isEqualTo("[\"Scoredescending\"]");
        assertThat(unscored).isEqualTo("[\"" + "x".repeat(60) + "\"]");
        assertThat(browser.evaluate("document.getElementById('shown').textContent").asText()).isEqualTo("1 of 6 shown");
    }

    @Test
    void detectsAWeakContrast() throws IOException {
        browser.open(written("weak.html", "<b style='color: #888'>weak</b><i style='color: #666'>well</i>"), 390, "light");

        assertThat(browser.evaluate(CONTRAST).toString()).contains("weak").doesNotContain("well");
    }

    @Test
    void keepsTheNamesOfFilesOnOneLineOfANarrowScreen() throws IOException {
        browser.open(pages().get(ReportSituation.WRONG.folder()), 360, "light");

        assertThat(browser.evaluate("[...document.querySelectorAll('#step4rnn .part')].length").asInt()).isEqualTo(8);
        assertThat(browser.evaluate("[...document.querySelectorAll('#step4rnn .part')]"
                + ".filter(part => part.offsetHeight > 30).map(part => part.textContent)")).isEmpty();
    }

    @Test
    void marksASkippedTestOtherThanAFailedOne() throws IOException {
        browser.open(pages().get(ReportSituation.WRONG.folder()), 1280, "light");

        assertThat(sign("skipped")).isEqualTo("\"–\"");
        assertThat(sign("failed")).isEqualTo("\"✗\"");
        assertThat(sign("passed")).isEqualTo("\"✓\"");
    }

    private static String sign(String status) {
        return browser.read("getComputedStyle(document.querySelector('.tests ." + status + "'), '::before').content");
    }

    @Test
    void movesThroughUnitsAndText() throws IOException {
        browser.open(written("trained.html", SamplePages.trained("time")), 1280, "light");

        assertThat(browser.read("document.querySelectorAll('#excerpt span').length"))
                .isEqualTo(String.valueOf(SamplePages.TEXT.length()));
        assertThat(unit()).as("the unit that moves most").isEqualTo("2");
        assertThat(value()).startsWith("After “<” unit 2 is at 1.00; the text goes on with “/”.")
                .endsWith("Most likely next: e 75 %, space 25 %");
        assertThat(browser.read("document.querySelector('#guesses').innerText"))
                .contains("After “<” unit 2", "75 %", "space");
        String before = colour();

        browser.evaluate("document.getElementById('unit').focus()");
        browser.press("ArrowLeft");
        assertThat(unit()).isEqualTo("1");
        assertThat(value()).contains("unit 1 is at −0.16");
        assertThat(colour()).isNotEqualTo(before).startsWith("rgba(");

        browser.press("Tab");
        assertThat(browser.read("document.activeElement.id")).isEqualTo("excerpt");
        assertThat(browser.read("getComputedStyle(document.activeElement).outlineStyle")).as("focus ring").isEqualTo("solid");
        assertThat(after("ArrowRight")).isEqualTo(2);
        assertThat(after("ArrowLeft")).isEqualTo(1);
        assertThat(after("ArrowLeft")).as("nothing before the first").isEqualTo(1);
        int below = after("ArrowDown");
        assertThat(below).as("a line further down").isGreaterThan(40);
        assertThat(after("ArrowUp")).isEqualTo(1);
        assertThat(after("End")).isEqualTo(SamplePages.TEXT.length());
        assertThat(after("ArrowDown")).as("no line below the last").isEqualTo(SamplePages.TEXT.length());
        assertThat(after("Home")).isEqualTo(1);
        browser.pointAt("#excerpt span:nth-child(6)");
        assertThat(value()).startsWith("After “</scri” unit 1");
    }

    private static int after(String key) {
        browser.press(key);
        return browser.evaluate("Number(document.getElementById('excerpt').getAttribute('aria-valuenow'))").asInt();
    }

    private static String value() {
        return browser.read("document.getElementById('excerpt').getAttribute('aria-valuetext')");
    }

    private static String unit() {
        return browser.read("document.getElementById('unit-number').textContent");
    }

    private static String colour() {
        return browser.read("getComputedStyle(document.querySelector('#excerpt span')).backgroundColor");
    }
}
