package org.rnnkit.learner.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.page.Browser;
import org.rnnkit.learner.train.RunFolders;
import org.rnnkit.learner.watch.Watch;
import org.rnnkit.testkit.steps.Step;

/** The whole studio in a real browser: a save in a real file changes the page. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StudioTest {

    private static final int SECONDS = 20;
    private static final String SETTLED
            = "document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added') === null";

    @TempDir
    private static Path folder;
    private static KitCopy copy;
    private static Studio studio;
    private static Thread loop;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder);
        copy = KitCopy.create(folder.resolve("kit"));
        studio = new Studio(copy.kitOfAllSteps(), copy.kit(), new Watch(copy.kitOfAllSteps(), SECONDS, false), 0, true);
        loop = new Thread(() -> {
            try {
                studio.run(new PrintStream(OutputStream.nullOutputStream()), StandardCharsets.UTF_8);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }, "watch loop");
        loop.start();
    }

    @AfterAll
    static void end() throws Exception {
        if (browser != null) {
            browser.close();
            studio.close();
            loop.interrupt();
            loop.join();
        }
    }

    private static void open(String path) {
        browser.open(URI.create(studio.server().address() + path), 1280, "light");
        // Marks the page, so that a test knows whether it was loaded again.
        browser.evaluate("window.sameVisit = true");
    }

    private static String status(int step) {
        return "document.querySelector('[data-step=\"" + step + "\"]').dataset.status";
    }

    private static void assertSamePage() {
        assertThat(browser.read("window.sameVisit")).isEqualTo("true");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @Order(0)
    @CsvSource({"1440,light", "720,dark", "390,light"})
    void theFirstPageGoesOnWithWhatIsTyped(int width, String scheme) {
        browser.open(URI.create(studio.server().address()), width, scheme);
        browser.awaitTrue("document.querySelector('.appears') !== null && " + SETTLED);
        browser.evaluate("document.getElementById('small-beginning').value = 'Nell'; document.getElementById('small-beginning')"
                + ".dispatchEvent(new Event('input', {bubbles: true}))");
        browser.awaitTrue("document.querySelector('.beginning').textContent === 'nell'");
        browser.awaitTrue("document.querySelector('.appears').textContent.length > 10");

        assertThat(browser.accessibilityProblems()).isEmpty();
        assertThat(browser.read("document.documentElement.scrollWidth <= innerWidth")).isEqualTo("true");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @Order(0)
    @CsvSource({"1440,light", "720,dark", "390,light"})
    void theNumberBeforeStep1MovesWithItsSlider(int width, String scheme) {
        browser.open(URI.create(studio.server().address() + "steps/0"), width, scheme);
        browser.awaitTrue("document.querySelector('.moved figure') !== null && document.querySelector('.moved figcaption')"
                + ".textContent.startsWith('w = 0.00')");
        browser.evaluate("document.getElementById('weight').value = '4'; document.getElementById('weight')"
                + ".dispatchEvent(new Event('input', {bubbles: true}))");
        browser.awaitTrue("document.querySelector('.moved figcaption').textContent.startsWith('w = 4.00')");

        assertThat(browser.accessibilityProblems()).isEmpty();
        assertThat(browser.read("document.documentElement.scrollWidth <= innerWidth")).isEqualTo("true");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(1)
    void aSavedStepTurnsGreenWithoutAReload() {
        open("");
        browser.awaitTrue(status(1) + " === 'not-started' && !document.body.textContent.includes('testing …')");
        assertThat(browser.read("document.querySelector('#next-title') === null")).isEqualTo("true");

        copy.save(copy.step(1), copy.solution(copy.step(1)));

        browser.awaitTrue(status(1) + " === 'passed'");
        browser.awaitTrue("document.querySelector('[data-verdict=passed]') !== null");
        browser.awaitTrue("document.querySelector('#next-title') !== null");
        assertSamePage();
    }

    @Test
    @Order(2)
    void aWrongResultIsDrawnBesideTheExpectedOneAndThePageFollowsTheEditor() {
        open("");

        copy.save(copy.step(4), copy.solution(copy.step(4)).replace(".tanh()", ""));

        browser.awaitTrue(status(4) + " === 'failed'");
        browser.awaitTrue("document.querySelector('main h1').textContent.includes('Step 4')");
        browser.awaitTrue("document.querySelectorAll('.verdict table').length > 0");
        assertThat(browser.read("document.querySelector('.verdict .cause').textContent")).contains("tanh is missing");
        assertThat(browser.read("document.querySelector('.editors a').href")).startsWith("vscode://file/")
                .contains("RnnForward.java:");
        assertThat(browser.read("document.querySelector('.editors code')")).as("the method's first line").isEqualTo("null");
        // Seeds follow from a key of the user's, so on some machines the state fails first, on others the logits.
        assertThat(browser.read("document.querySelector('.comparison').textContent"))
                .contains("The first wrong one is at ", "sequence ");
        assertThat(browser.read("[...document.querySelectorAll('#board [aria-current]')].map(a => a.getAttribute('href'))"))
                .isEqualTo("steps/4");
        assertSamePage();
    }

    @Test
    @Order(2)
    void anEndlessLoopIsStoppedByAButton() {
        open("steps/3");

        copy.save(copy.step(3), copy.solution(copy.step(3)).replace("        return ",
                "        while (batchSize != 0.5) { }\n        return "));

        browser.awaitTrue("document.querySelector('.running') !== null "
                + "&& document.querySelector('.elapsed').textContent > 0 && " + SETTLED);
        browser.awaitTrue("getComputedStyle(document.querySelector('.fold')).visibility === 'hidden'");
        browser.evaluate("document.querySelector('.running button').click()");
        browser.awaitTrue("document.querySelector('.cause').textContent.startsWith('You stopped the tests')");
        assertSamePage();
    }

    @Test
    @Order(3)
    void aFileInAnotherEncodingIsCopiedBeforeTheStubComesBack() throws IOException {
        open("steps/7");
        byte[] source = "package org.rnnkit.step7clipping;\n// f\u00fcr\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(copy.file(copy.step(7)), source);

        browser.awaitTrue("document.querySelector('.restore') !== null && " + SETTLED);
        assertThat(browser.read("document.querySelector('.verdict').textContent")).contains("not saved as UTF-8");
        browser.evaluate("document.querySelector('.restore').click()");
        browser.awaitTrue("document.querySelector('.verdict').textContent.includes('Your file was copied to runs')");
        browser.awaitTrue(status(7) + " === 'not-started'");
        String place = browser.read("document.querySelector('.verdict .note').textContent").replaceAll(".* |\\.$", "");
        assertThat(copy.kit().home().resolve(place)).hasBinaryContent(source);
        assertSamePage();
    }

    @Test
    @Order(5)
    void besideAnEditorTheChapterComesFirstAndTheVerdictIsABarThatOpens() {
        browser.open(URI.create(studio.server().address() + "steps/4"), 720, "light");
        String bar = "document.querySelector('.work').getBoundingClientRect()";
        assertThat(browser.read("document.querySelector('.reading h1').getBoundingClientRect().top < 300")).isEqualTo("true");
        assertThat(browser.read(bar + ".height < 120 && " + bar + ".bottom <= innerHeight")).isEqualTo("true");

        browser.evaluate("document.querySelector('.fold > summary').click()");

        browser.awaitTrue(bar + ".height > 300 && " + bar + ".bottom <= innerHeight");
        assertThat(browser.read("document.getElementById('main').querySelector('h1, .work').tagName")).as("comes first")
                .isEqualTo("H1");
    }

    @Test
    @Order(3)
    void everyFormulaIsTypesetWithItsFonts() {
        open("steps/4");
        browser.awaitTrue("document.querySelectorAll('.chapter .katex').length > 10 && document.fonts.status === 'loaded'");
        assertThat(browser.read("document.querySelectorAll('.math, .katex-error').length")).isEqualTo("0");
        assertThat(browser.read("[...document.fonts].filter(font => font.status === 'loaded').length > 2 "
                + "&& [...document.fonts].every(font => font.status !== 'error')")).isEqualTo("true");
        for (Step step : copy.kitOfAllSteps().steps()) {
            Elements formulas = Jsoup.parseBodyFragment(ChapterText.read(copy.kit().layout(), step).html()).select(".math");
            // A formula with an error throws.
            formulas.forEach(formula -> browser.evaluate("katex.renderToString(" + TextNode.valueOf(formula.wholeText())
                    + ", {strict: 'error'})"));
        }
        assertSamePage();
    }

    @Test
    @Order(3)
    void aStudentsOutputStaysText() {
        open("steps/3");

        copy.save(copy.step(3), copy.solution(copy.step(3)).replace("        return ",
                "        System.out.println(\"<img src=x onerror=alert(1)><b class=evil>bold</b>\");\n        return "));

        browser.awaitTrue("document.querySelector('.output') !== null");
        assertThat(browser.read("document.querySelector('.output').textContent")).contains("<b class=evil>bold</b>");
        assertThat(browser.read("document.querySelector('.evil') === null")).isEqualTo("true");
        assertSamePage();
    }

    @Test
    @Order(5)
    void anEarlierAttemptIsLookedAtAndTakenBack() {
        copy.save(copy.step(6), copy.solution(copy.step(6)).replace("// <solution>", "// first attempt"));
        open("steps/6");
        browser.awaitTrue(status(6) + " === 'passed' && document.querySelector('.hints') === null");
        copy.save(copy.step(6), copy.solution(copy.step(6)).replace("return", "retturn"));
        browser.awaitTrue(status(6) + " === 'error' && document.querySelector('.hints') !== null && " + SETTLED);
        browser.evaluate("[...document.querySelectorAll('.work summary')].find(one => one.textContent === 'Earlier attempts')"
                + ".click()");
        browser.awaitTrue("document.querySelectorAll('.attempts details').length >= 2 && " + SETTLED);
        assertThat(browser.read("document.querySelectorAll('.attempts pre')[1].textContent")).contains("// first attempt");
        browser.evaluate("document.querySelectorAll('.attempts button')[1].click()");
        browser.awaitTrue(status(6) + " !== 'error'");
        assertThat(copy.source(copy.step(6))).contains("// first attempt");
        assertSamePage();
    }

    @Test
    @Order(4)
    void hintsComeOneByOne() {
        open("steps/4");
        for (int shown = 1; shown <= 3; shown++) {
            browser.evaluate("document.querySelector('.hints button').click()");
            browser.awaitTrue("document.querySelectorAll('.hint-list li').length === " + shown + " && " + SETTLED);
        }
        assertThat(browser.read("document.querySelector('.hints button') === null")).isEqualTo("true");
        assertSamePage();
    }

    @Test
    @Order(5)
    void codeOfAPassedStepIsShownBesideTheReference() {
        open("steps/1");
        browser.awaitTrue(status(1) + " === 'passed'");
        browser.evaluate("[...document.querySelectorAll('.work button')].find(b => b.textContent === 'Compare').click()");
        browser.awaitTrue("document.querySelector('.difference') !== null");
        assertThat(browser.read("document.querySelectorAll('.difference .different').length")).isEqualTo("0");
        assertThat(browser.read("[...document.querySelectorAll('.difference th')].every(head => "
                + "head.getBoundingClientRect().right <= head.closest('.scroll').getBoundingClientRect().right + 1)"))
                .as("both columns are visible").isEqualTo("true");
        assertSamePage();
    }

    @ParameterizedTest
    @Order(5)
    @CsvSource({"1440,light", "720,dark", "390,light"})
    void belowPassedIsWhatTheCodeReturned(int width, String scheme) {
        browser.open(URI.create(studio.server().address() + "steps/1"), width, scheme);
        browser.awaitTrue(status(1) + " === 'passed' && document.querySelector('.picture rect') !== null && " + SETTLED);
        browser.evaluate("document.querySelector('.fold').open = true");
        assertThat(browser.read("document.querySelector('.picture svg').getBoundingClientRect().width > 250"))
                .isEqualTo("true");
        assertThat(browser.accessibilityProblems()).isEmpty();
        assertThat(browser.read("document.documentElement.scrollWidth <= innerWidth")).isEqualTo("true");

        browser.evaluate("document.getElementById('show-text').value = 'nell'; document.getElementById('show-text')"
                + ".dispatchEvent(new Event('input', {bubbles: true}))");
        browser.awaitTrue("document.querySelector('.picture svg').getAttribute('aria-label').includes('n: n; e: e; l: l')");

        browser.evaluate("document.querySelector('.picture').dataset.old = 'true'");
        copy.save(copy.step(1), copy.solution(copy.step(1)) + "// " + width + "\n");
        browser.awaitTrue("document.querySelector('.picture:not([data-old])') !== null && " + SETTLED);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(6)
    void aCellRunsWithTheKeyboardAndDrawsItsArray() {
        open("steps/1");
        browser.evaluate("document.querySelector('.cell textarea').value = 'manager.ones(new Shape(2, 3))'");
        browser.evaluate("document.querySelector('.cell textarea').focus()");
        browser.press("Enter");
        browser.awaitTrue("document.querySelectorAll('.cell figure tbody td').length === 6");
        assertThat(browser.read("document.activeElement.matches('.cell textarea')")).isEqualTo("true");
        assertThat(browser.accessibilityProblems()).isEmpty();

        browser.evaluate("document.querySelector('.cell textarea').value = 'for (;;) { }'");
        browser.evaluate("document.querySelector('.cell button').click()");
        browser.awaitTrue("getComputedStyle(document.querySelector('.cell .stop')).visibility === 'visible'");
        // On a slow machine, Stop may reach the server before Run, so it is pressed until it has worked.
        browser.awaitTrue("document.querySelector('.cell .stop').click() "
                + "|| document.querySelector('.cell output').textContent.includes('The line was stopped.')");
        assertThat(browser.read("window.sameVisit")).isEqualTo("true");
    }

    @Test
    @Order(6)
    void aTextIsColouredByOneUnitOnThePageOfATraining() {
        RunFolders.write(copy.kit().home().resolve("runs/run"), "a text", "s", 4.0, 2.0);
        open("yours/run");
        browser.evaluate("document.getElementById('excerpt').focus()");
        browser.press("ArrowRight");
        browser.awaitTrue("document.getElementById('guesses').textContent.includes('the text goes on with “e”')");
        assertThat(browser.read("document.querySelector('#excerpt .here').style.backgroundColor")).contains("0.85");
        assertSamePage();
    }

    @Test
    @Order(7)
    void aTrainingWritesWhileItRunsAndEndsOnThePageOfItsModel() {
        open("training");
        browser.evaluate("Object.entries({epochs: 400, hiddens: 8, text: 'story'}).forEach(([id, value]) => "
                + "document.getElementById(id).value = value)");
        browser.evaluate("document.querySelector('form .main').click()");
        browser.awaitTrue("document.querySelector('.large .appears') !== null");
        assertThat(browser.read("getComputedStyle(document.getElementById('epochs').form).display")).isEqualTo("none");
        assertThat(browser.accessibilityProblems()).isEmpty();
        browser.evaluate("document.querySelector('[hx-post=\"training/stop\"]').click()");

        browser.awaitTrue("location.pathname.includes('/yours/') && document.querySelector('#excerpt span') !== null "
                + "&& document.readyState === 'complete' && " + SETTLED); // before that, the form sends itself, without htmx
        browser.evaluate("document.querySelector('.yours form').requestSubmit()");
        browser.awaitTrue("document.querySelector('.written') !== null "
                + "&& document.querySelector('.written').textContent.length > 100");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @Order(8)
    @CsvSource({"steps/4,720,dark", "training,390,dark", "yours/run,390,light", "experiments,390,dark"})
    void pagesAreAccessibleAndFitTheScreen(String path, int width, String scheme) {
        RunFolders.write(copy.kit().home().resolve("runs/run"), "a text", "s", 4.0, 2.0);
        browser.open(URI.create(studio.server().address() + path), width, scheme);
        browser.awaitTrue(SETTLED);

        assertThat(browser.accessibilityProblems()).isEmpty();
        assertThat(browser.read("document.documentElement.scrollWidth <= innerWidth")).as("no sideways scrolling")
                .isEqualTo("true");
        assertThat(browser.complaints()).isEmpty();
    }
}
