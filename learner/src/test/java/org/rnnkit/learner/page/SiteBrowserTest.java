package org.rnnkit.learner.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.site.CourseSite;
import org.rnnkit.learner.site.SiteFolder;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunFolders;
import org.rnnkit.testkit.steps.Steps;

/** The static site in a real browser, opened from its folder without a server. */
@Tag("slow")
class SiteBrowserTest {

    private static final String RESULTS = "[...document.querySelectorAll('#search-list a')]";
    private static final String FIRST_ANSWERS = "[...document.querySelectorAll('.quiz-question:first-of-type .quiz-answer')]"
            + ".filter(answer => answer.checkVisibility()).length";

    @TempDir
    private static Path folder;
    private static Path site;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder);
        site = folder.resolve("the site");
        RunFolder run = RunFolder.read(RunFolders.write(folder.resolve("run"), "a text", "time traveller", 20.0, 9.0));
        new SiteFolder(site).write(new CourseSite(Kit.find(Steps.withBonus()).layout(), "https://example.org/", run, null)
                .files());
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void findsASectionByAWordAndLeadsToIt() {
        browser.open(site.resolve("index.html"), 1280, "light");
        String title = TestSteps.withNumber(7).title();
        type("cliping");
        assertThat(browser.read(RESULTS + "[0].textContent")).as("with a slip of the pen").contains(title);
        type("clipping");
        assertThat(browser.read(RESULTS + "[0].textContent")).contains("Step 7: " + title);
        assertThat(browser.read("document.querySelector('#search-list mark').textContent")).matches("(?i)clip\\w*");
        assertThat(browser.read("document.getElementById('search-status').textContent")).contains("places found");

        browser.press("ArrowDown");
        assertThat(browser.read("document.activeElement === " + RESULTS + "[0]")).isEqualTo("true");
        browser.press("ArrowUp");
        assertThat(browser.read("document.activeElement.id")).isEqualTo("search-words");

        String address = browser.read(RESULTS + "[0].href");
        browser.evaluate(RESULTS + "[0].click()");
        Browser.await("the section", () -> browser.read("location.href + document.readyState").equals(address + "complete"));
        assertThat(address).startsWith(site.toUri() + "step7clipping.html#chapter-");
        assertThat(browser.read("document.querySelector(':target').tagName")).isEqualTo("H2");
        assertThat(unwanted()).isEmpty();
    }

    @Test
    void saysThatNothingIsFoundAndClosesTheResults() {
        browser.open(site.resolve("step4rnn.html"), 1280, "light");
        assertThat(browser.read("document.getElementById('search').checkVisibility()")).isEqualTo("true");
        type("xylophone");
        assertThat(browser.read("document.getElementById('search-status').textContent")).startsWith("Nothing found");

        type("<b>gradient</b>");
        assertThat(browser.read(RESULTS + ".length > 5 && document.querySelectorAll('#search-list b').length === 0"))
                .isEqualTo("true");
        browser.evaluate("document.querySelector('h1').click()");
        assertThat(browser.read("document.getElementById('search-results').hidden")).as("after a click elsewhere")
                .isEqualTo("true");
        assertThat(unwanted()).isEmpty();
    }

    @Test
    void revealsAnAnswer() {
        browser.open(site.resolve("step1onehot.html"), 1280, "light");
        assertThat(browser.evaluate(FIRST_ANSWERS).asInt()).isZero();
        browser.evaluate("document.querySelector('.quiz-choice input').click()");
        browser.evaluate("document.querySelector('.quiz-reveal').click()");

        assertThat(browser.evaluate(FIRST_ANSWERS).asInt()).isOne();
        assertThat(unwanted()).isEmpty();
    }

    @Tag("thorough")
    @ParameterizedTest
    @CsvSource({"390, dark", "2560, light"})
    void isReadableAndAccessible(int width, String scheme) {
        for (String name : List.of("index.html", "step7clipping.html", "model.html")) {
            browser.open(site.resolve(name), width, scheme);
            assertThat(unwanted()).as(name).isEmpty();
            type("gradient");
            browser.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })");
            assertThat(browser.accessibilityProblems()).as(name).isEmpty();
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).as(name).isLessThanOrEqualTo(width);
        }
    }

    private static void type(String words) {
        browser.evaluate("(field => { field.focus(); field.value = '" + words + "'; field.dispatchEvent(new Event('input')); })"
                + "(document.getElementById('search-words'))");
    }

    /** Returns messages on the console, errors, and requests for anything outside the site's folder. */
    private static List<String> unwanted() {
        return browser.unwantedEvents(site);
    }
}
