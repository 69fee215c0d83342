package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the chapters' HTML. */
class ChapterTextTest {

    private static final Layout LAYOUT = new Layout(Path.of("").toAbsolutePath().getParent());

    static List<Step> steps() {
        return Steps.withBonus();
    }

    private static Element html(String markdown) {
        return Jsoup.parseBodyFragment(new ChapterText(markdown).html()).body();
    }

    @Test
    void hasATitleThatIsNotInTheHtml() {
        assertThat(new ChapterText("# Step 4: A `title`\n\n## The idea\n").title()).isEqualTo("Step 4: A \"title\"");
        assertThat(html("# Step 4: A `title`\n\n## The idea\n").select("h1")).isEmpty();
    }

    @Test
    void dropsCommentsAndEscapesOtherHtml() {
        Element page = html("<!-- next -->\nText <!-- a --> <b onclick=\"x()\">bold</b>\n\n<script>alert(1)</script>\n\n"
                + "<!-- a --> <img src=x> <!-- b -->\n");
        assertThat(page.select("script, b, img")).isEmpty();
        assertThat(page.text()).contains("<b onclick=\"x()\">bold</b>", "<script>alert(1)</script>", "<img src=x>")
                .doesNotContain("next");
    }

    @Test
    void readsNoLinksAndNoHugeFiles(@TempDir Path home) throws IOException {
        Step step = steps().get(0);
        Path file = new Layout(home).chapter(step);
        Files.createDirectories(file.getParent());
        Path other = Files.writeString(home.resolve("other.txt"), "secret");
        Files.createSymbolicLink(file, other);
        assertThatThrownBy(() -> ChapterText.read(new Layout(home), step))
                .isInstanceOf(UsageException.class).hasMessageContaining("The chapter of step 1 can't be read")
                .hasMessageContaining(step.chapterFile()).hasMessageNotContaining(home.toString());
        Files.delete(file);
        Files.writeString(file, "a".repeat(1_000_001));
        assertThatThrownBy(() -> ChapterText.read(new Layout(home), step))
                .isInstanceOf(UsageException.class);
        Files.writeString(file, "# Title");
        assertThat(ChapterText.read(new Layout(home), step).title()).isEqualTo("Title");
    }

    @Test
    void linksToOtherPagesOfTheStudioAndToTheWebInANewTab() {
        String markdown = "[two](../step2parameters/README.md) [one](step1onehot/README.md) [first](../README.md)"
                + " [web](https://djl.ai) [file](../../docs/learning.md)"
                + " [none](../step99none/README.md) [code](javascript:alert(1)) ![art](other/art.svg)";
        Element page = html(markdown);
        assertThat(page.select("a").eachAttr("href")).containsExactly("steps/2", "steps/1", "steps/0", "https://djl.ai");
        assertThat(page.select("a[href^=https]").attr("rel")).isEqualTo("noopener noreferrer");
        assertThat(page.select("a[target]").eachText()).containsExactly("web");
        assertThat(page.text()).isEqualTo("two one first web file none code art");
    }

    @Test
    void showsDrawingsWithTheirAlternativeText() {
        Element image = html("![Three boxes](unrolled.svg)").selectFirst("img");
        assertThat(image.attr("src")).isEqualTo("drawings/unrolled.svg");
        assertThat(image.attr("alt")).isEqualTo("Three boxes");
    }

    @Test
    void readsOnlyDrawings() {
        assertThat(ChapterText.drawing(LAYOUT, "unrolled.svg").orElseThrow()).startsWith("<svg");
        assertThat(ChapterText.drawing(LAYOUT, "number.svg").orElseThrow()).startsWith("<svg");
        assertThat(ChapterText.drawing(LAYOUT, "missing.svg")).isEmpty();
        assertThat(ChapterText.drawing(LAYOUT, "../README.md")).isEmpty();
    }

    @Test
    void marksFormulasAndLeavesCodeAlone() {
        String html = new ChapterText("The state $`H`$, ($`b_h < 1`$) and `code`, for 5$ `or` 6.\n\n```math\nH = 1\n```\n\n"
                + "```java\nint a = 1;\n```\n").html();
        Element page = Jsoup.parseBodyFragment(html).body();
        assertThat(page.select(".math").eachText()).containsExactly("H", "b_h < 1", "H = 1");
        assertThat(page.select("div.formula.math")).hasSize(1);
        assertThat(page.select("p code").eachText()).containsExactly("code", "or");
        assertThat(page.select("pre[tabindex=0] > code.language-java").eachText()).containsExactly("int a = 1;");
        assertThat(page.select(".together").eachText()).as("no line ends within").containsExactly("H,", "(b_h < 1)");
    }

    @Test
    void tablesScrollByThemselvesAndHaveHeadings() {
        Element page = html("| a | b |\n|---|---|\n| 1 | $`x`$ |\n");
        assertThat(page.select("div.table[tabindex=0] > table th[scope=col]").eachText()).containsExactly("a", "b");
        assertThat(page.select("td .math")).hasSize(1);
    }

    /** A narrow column breaks a long call between its names, never within one. */
    @Test
    void longCodeInATableEndsItsLinesBetweenNames() {
        Element page = html("| a |\n|---|\n| `Engine.getInstance().newList(a<b, 0.01f)` |\n"
                + "| **`a.close()`** `tokens.getShape().get(0)` |\n\n"
                + "`Engine.getInstance().newCollector()`\n");
        assertThat(page.select("td code").get(0).html())
                .isEqualTo("Engine<wbr>.getInstance()<wbr>.newList(<wbr>a&lt;b, 0.01f)");
        assertThat(page.select("td code").get(0).text()).isEqualTo("Engine.getInstance().newList(a<b, 0.01f)");
        assertThat(page.select("td code").get(1).html()).isEqualTo("a.close()");
        assertThat(page.select("td code").get(2).html()).isEqualTo("tokens<wbr>.getShape()<wbr>.get(0)");
        assertThat(page.select("p wbr")).isEmpty();
    }

    @Test
    void questionsCanBeFollowedByAnswers() {
        ChapterText chapter = new ChapterText("# T\n\n1. no\n\n## Going further\n\n1. Why `a`?\n2. How?\n\nText.\n\n"
                + "## Other\n\n1. no\n");
        Element page = Jsoup.parseBodyFragment(chapter.html(i -> "<details>" + i + "</details>")).body();
        assertThat(page.select("li").eachText()).containsExactly("no", "Why a? 0", "How? 1", "no");
        assertThat(page.select("li:has(> details)").eachText()).containsExactly("Why a? 0", "How? 1");
        assertThat(page.select("li:has(> details) code").eachText()).containsExactly("a");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyChapterIsRightHtmlWithoutAStyleOrAScript(Step step) {
        ChapterText chapter = ChapterText.read(LAYOUT, step);
        assertThat(chapter.title()).isEqualTo("Step " + step.number() + ": " + step.title());
        Element answered = Jsoup.parseBodyFragment(chapter.html(i -> "<details></details>")).body();
        assertThat(answered.select("li:has(> details)")).hasSizeGreaterThan(1).allMatch(Element::hasText);
        Parser parser = Parser.htmlParser().setTrackErrors(1);
        Element page = parser.parseInput("<!DOCTYPE html><title>t</title>" + chapter.html(), "").body();
        assertThat(parser.getErrors()).isEmpty();
        assertThat(page.select("script, style, [style], h1")).isEmpty();
        assertThat(page.getAllElements()).allMatch(element -> element.attributes().asList().stream()
                .noneMatch(attribute -> attribute.getKey().startsWith("on")));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyFormulaOfAChapterIsFound(Step step) {
        Element page = Jsoup.parseBodyFragment(ChapterText.read(LAYOUT, step).html()).body();
        assertThat(page.select(".math")).allMatch(Element::hasText);
        assertThat(page.select(".language-math")).isEmpty();
        page.select("pre, code").remove();
        assertThat(page.text()).doesNotContain("$");
    }

    /** Who is to read nine chapters should see an end of them. Code, formulas and drawings do not count. */
    @Test
    void theNineChaptersHaveAtMost8000Words() {
        assertThat(Steps.all().stream().mapToInt(step -> {
            Element page = Jsoup.parseBodyFragment(ChapterText.read(LAYOUT, step).html()).body();
            page.select("pre, .formula").remove();
            return page.text().split(" ").length;
        }).sum()).isLessThanOrEqualTo(8_000);
    }

    /** Markdown could read a character of a description as markup. */
    @ParameterizedTest
    @MethodSource("steps")
    void everyChapterShowsItsDrawingsWithTheirWholeDescriptions(Step step) {
        Element page = Jsoup.parseBodyFragment(ChapterText.read(LAYOUT, step).html()).body();
        for (Element image : page.select("img")) {
            String drawing = ChapterText.drawing(LAYOUT, image.attr("src").replace("drawings/", "")).orElseThrow();
            assertThat(image.attr("alt")).isEqualTo(Jsoup.parse(drawing, "", Parser.xmlParser()).select("desc").text());
        }
        assertThat(LAYOUT.chapter(step).toFile().getParentFile().list((folder, name) -> name.endsWith(".svg")))
                .containsExactlyInAnyOrderElementsOf(page.select("img").eachAttr("src").stream()
                        .map(src -> src.replace("drawings/", "")).toList());
    }
}
