package org.rnnkit.learner.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.chapter.ChapterText.LinkStyle;
import org.rnnkit.learner.chapter.Quiz;
import org.rnnkit.learner.site.CourseSite.SearchDocument;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunFolders;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the files of the site, as a browser finds them. */
class CourseSiteTest {

    private static final Layout LAYOUT = Kit.find(Steps.withBonus()).layout();
    private static final String HOSTILE = "</blockquote><script>alert(1)</script><img src=x onerror=alert(1)>";
    private static final String REPOSITORY = "https://example.org/rnn-kit?a=1&b=\"2\"";
    private static final int MAX_ERRORS = 10;

    @TempDir
    private static Path folder;
    private static Map<String, String> files;
    private static final Map<String, Document> PAGES = new TreeMap<>();

    @BeforeAll
    static void make() {
        files = new CourseSite(LAYOUT, REPOSITORY, run("a", "The Time Machine (cache)"), null).files();
        files.forEach((file, text) -> {
            if (file.endsWith(".html")) {
                Parser parser = Parser.htmlParser().setTrackErrors(MAX_ERRORS);
                PAGES.put(file, parser.parseInput(text, "https://site.example/" + file));
                assertThat(parser.getErrors()).as("errors in the HTML of " + file).isEmpty();
            }
        });
    }

    private static RunFolder run(String name, String text) {
        return RunFolder.read(RunFolders.write(folder.resolve(name), text, HOSTILE, 25.0, 9.0, 4.5));
    }

    @Test
    void hasAPageForTheCourseEachChapterAndTheModel() {
        Set<String> expected = Steps.withChapter().stream().map(LinkStyle.SITE::chapter)
                .collect(Collectors.toCollection(TreeSet::new));
        expected.addAll(Set.of("index.html", "model.html"));

        assertThat(PAGES.keySet()).isEqualTo(expected);
    }

    @Test
    void everyPageHasALanguageATitleOneHeadingAndASkipLink() {
        assertThat(PAGES).allSatisfy((file, page) -> {
            assertThat(page.select("html").attr("lang")).isEqualTo("en");
            assertThat(page.title()).endsWith(" · RNN Kit");
            assertThat(page.select("h1")).hasSize(1);
            assertThat(page.body().child(0).attr("href")).isEqualTo("#main");
            assertThat(page.select("main#main")).hasSize(1);
        });
        assertThat(PAGES.values().stream().map(Document::title)).doesNotHaveDuplicates();
    }

    /** All addresses are relative, so the site works from a folder and below any address. */
    @Test
    void everyLinkLeadsToAFileOfTheSiteAndToAnElementThere() {
        int checked = 0;
        for (Map.Entry<String, Document> page : PAGES.entrySet()) {
            for (Element link : page.getValue().select("[href], [src]")) {
                String address = link.hasAttr("href") ? link.attr("href") : link.attr("src");
                if (link.tagName().equals("a") && address.startsWith("https://") || address.equals("data:,")) {
                    continue;
                }
                String[] parts = address.split("#", 2);
                String target = parts[0].isEmpty() ? page.getKey() : parts[0];
                assertThat(files).as("linked from " + page.getKey()).containsKey(target);
                if (parts.length == 2) {
                    assertThat(PAGES.get(target).getElementById(parts[1])).as(page.getKey() + " links to " + address)
                            .isNotNull();
                }
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(300);
    }

    @Test
    void noElementLoadsAnythingFromElsewhereOrHasItsOwnScriptOrStyle() {
        assertThat(PAGES).allSatisfy((file, page) -> {
            assertThat(page.select("style, [style], iframe, object, embed, base")).isEmpty();
            assertThat(page.select("script")).allSatisfy(script -> assertThat(script.data()).isEmpty());
            assertThat(page.select("script, img, link[rel=stylesheet]").eachAttr("abs:src").stream()
                    .filter(Predicate.not(String::isEmpty))).allMatch(address -> address.startsWith("https://site.example/"));
            assertThat(page.getAllElements()).allSatisfy(element -> assertThat(element.attributes()).as(element.tagName())
                    .noneMatch(attribute -> attribute.getKey().startsWith("on")));
            assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                    .startsWith("default-src 'none'; script-src 'self' file:; style-src 'self' file:;")
                    .doesNotContain("unsafe");
        });
        assertThat(files.get("assets/site.css")).doesNotContain("@import", "url(");
        assertThat(files.get("assets/site.js")).doesNotContain("fetch(", "XMLHttpRequest", "http");
    }

    @Test
    void everyDrawingOfAChapterIsThereWithAnAlternativeText() {
        List<Element> images = PAGES.values().stream().flatMap(page -> page.select("img").stream()).toList();

        assertThat(images).hasSizeGreaterThan(Steps.withBonus().size())
                .allSatisfy(image -> assertThat(image.attr("alt")).hasSizeGreaterThan(20))
                .allSatisfy(image -> assertThat(files.get(image.attr("src"))).startsWith("<svg"));
    }

    @Test
    void aChapterHasItsSectionsQuestionsAndAnswers() {
        for (Step step : Steps.withBonus()) {
            Document page = PAGES.get(LinkStyle.SITE.chapter(step));
            Quiz quiz = Quiz.of(step);

            assertThat(page.select("h1").text()).isEqualTo("Step " + step.number() + ": " + step.title());
            assertThat(page.select(".sections a").eachText()).as("sections").contains("The idea", "Questions")
                    .hasSize(ChapterText.read(LAYOUT, step, LinkStyle.SITE).sections().size() + 1);
            assertThat(page.select(".quiz-question")).hasSameSizeAs(quiz.questions()).isNotEmpty();
            assertThat(page.select("details.further")).hasSameSizeAs(quiz.further()).isNotEmpty();
        }
    }

    @Test
    void chaptersFormAChain() {
        List<String> chapters = Steps.withChapter().stream().map(LinkStyle.SITE::chapter).toList();
        for (int i = 0; i < chapters.size(); i++) {
            Document page = PAGES.get(chapters.get(i));
            assertThat(page.select("a[rel=prev]").eachAttr("href")).isEqualTo(chapters.subList(Math.max(0, i - 1), i));
            assertThat(page.select("a[rel=next]").eachAttr("href"))
                    .isEqualTo(chapters.subList(i + 1, Math.min(chapters.size(), i + 2)));
            assertThat(page.select(".entries [aria-current=page]").eachAttr("href")).containsExactly(chapters.get(i));
        }
    }

    @Test
    void theFirstPageSaysWhatEachStepAdds() {
        String text = PAGES.get("index.html").select("main").text();

        assertThat(Steps.withBonus()).allSatisfy(step -> assertThat(text).contains(step.title() + " " + step.adds()));
        assertThat(text).contains("./rnnkit studio", "./rnnkit watch");
        assertThat(PAGES.get("index.html").select("main a[href^=https]").eachAttr("href")).containsExactly(REPOSITORY);
    }

    @Test
    void hintsAreNotOnTheSite() {
        String all = PAGES.values().stream().map(Document::text).collect(Collectors.joining("\n"));

        assertThat(Steps.withBonus()).allSatisfy(step -> assertThat(step.hints())
                .allSatisfy(hint -> assertThat(all).doesNotContain(hint.replace("`", "").replaceAll("\\s+", " ").strip())));
    }

    @Test
    void theModelsPageShowsWhatTheModelWroteAsText() {
        Document page = PAGES.get("model.html");

        assertThat(page.select("blockquote").eachText()).containsExactly(HOSTILE);
        assertThat(page.select("main svg polyline")).hasSize(1);
        assertThat(page.select(".figure").text()).isEqualTo("4.500");
        assertThat(page.select("tr:contains(Text) td").text()).isEqualTo("The Time Machine");
        assertThat(PAGES.get("index.html").select("main a[href=model.html]")).hasSize(1);
    }

    @Test
    void withoutAModelOrARepositoryNothingPromisesThem() {
        Map<String, String> plain = new CourseSite(LAYOUT, "", null, null).files();

        assertThat(plain).doesNotContainKey("model.html");
        assertThat(plain.get("index.html")).doesNotContain("\"model.html", "its repository", "memory.html");
    }

    /** The page of a training names its text and steps as they are, so it is left out if they are files of a machine. */
    @Test
    void theTrainingsPageIsAddedUnlessItNamesAFileOfTheMachine() throws IOException {
        RunFolder run = run("trained", "The Time Machine (cache)");
        Files.writeString(run.folder().resolve("training.html"), "<h1>read</h1>");
        assertThat(new CourseSite(LAYOUT, "", run, null).files()).containsEntry("training.html", "<h1>read</h1>")
                .extractingByKey("model.html").asString().contains("href=\"training.html\"");

        Map<String, String> site = new CourseSite(LAYOUT, "", run("trained", "file /home/ada/novel.txt"), null).files();
        assertThat(site).doesNotContainKey("training.html");
        assertThat(site.get("model.html")).contains("a text in a file").doesNotContain("/home", "\"training.html");
    }

    @Test
    void theSameInputGivesTheSameFiles() {
        assertThat(new CourseSite(LAYOUT, REPOSITORY, run("b", "The Time Machine (cache)"), null).files()).isEqualTo(files);
    }

    @Test
    void theSearchKnowsEachSectionAndQuestion() throws IOException {
        JsonNode documents = searchDocuments();
        for (Step step : Steps.withBonus()) {
            String file = LinkStyle.SITE.chapter(step);
            List<String> addresses = documents.valueStream().map(one -> one.get("address").asText())
                    .filter(address -> address.startsWith(file + "#")).toList();

            assertThat(addresses).as(file).containsAll(ChapterText.read(LAYOUT, step, LinkStyle.SITE).sections().stream()
                    .map(section -> file + "#" + section.id()).toList());
            assertThat(addresses).as("a target for each").isNotEmpty().allSatisfy(address -> assertThat(
                    PAGES.get(file).getElementById(address.substring(file.length() + 1))).as(address).isNotNull());
        }
    }

    @Test
    void aSearchDocumentHasExactlyTheTextOfItsSection() throws IOException {
        Step step = TestSteps.withNumber(7);
        String page = LinkStyle.SITE.chapter(step);
        String toWrite = firstWords(step, "What to write");
        assertThat(text(page + "#chapter-the-idea")).startsWith(firstWords(step, "The idea"))
                .doesNotContain(toWrite, "The idea", "<");
        assertThat(text(page + "#chapter-what-to-write")).startsWith(toWrite);
        assertThat(searchDocuments().valueStream().map(one -> one.get("text").asText()))
                .noneMatch(text -> text.contains("&lt;"));
    }

    /** Returns the first three words of a chapter's section, which may be any words, without Markdown's marks. */
    private static String firstWords(Step step, String section) throws IOException {
        String chapter = Files.readString(LAYOUT.chapter(step));
        String text = chapter.substring(chapter.indexOf("## " + section) + 3 + section.length()).strip();
        return Stream.of(text.split("\\s")).limit(3).collect(Collectors.joining(" ")).replaceAll("[`*]", "");
    }

    @Test
    void answersAreNotFoundBeforeTheyAreRevealed() throws IOException {
        String index = searchDocuments().valueStream().map(one -> one.get("text").asText()).collect(Collectors.joining("\n"));
        Quiz quiz = Quiz.of(Steps.all().get(0));

        assertThat(quiz.questions()).isNotEmpty().allSatisfy(question -> {
            assertThat(index).contains(SearchDocument.plain(Quiz.html(question.text())));
            assertThat(question.choices()).allSatisfy(
                    choice -> assertThat(index).doesNotContain(SearchDocument.plain(Quiz.html(choice.answer()))));
        });
        assertThat(quiz.further()).isNotEmpty()
                .allSatisfy(answer -> assertThat(index).doesNotContain(SearchDocument.plain(Quiz.html(answer.text()))));
    }

    @Test
    void noTextEndsTheScriptOfTheSearch() throws IOException {
        String script = SearchDocument.script(List.of(new SearchDocument("a.html", "</script>", "\u2028", "<!-- \" ü")));

        assertThat(script).matches("\\p{ASCII}+").doesNotContain("<");
        assertThat(read(script).get(0).get("text").asText()).isEqualTo("<!-- \" ü");
    }

    @Test
    void leavesOnlyTheTextOfHtml() {
        assertThat(SearchDocument.plain("<p>a <code>List&lt;Batch&gt;</code>,\n<em>b</em></p><p>c &amp;lt; "
                + "<math alttext=\"W_x\"><msub><mi>W</mi><mi>x</mi></msub></math></p>"))
                .isEqualTo("a List<Batch>, b c &lt; Wx");
    }

    private static String text(String address) throws IOException {
        return searchDocuments().valueStream().filter(one -> one.get("address").asText().equals(address)).findFirst()
                .orElseThrow().get("text").asText();
    }

    private static JsonNode searchDocuments() throws IOException {
        return read(files.get("assets/search-index.js"));
    }

    private static JsonNode read(String script) throws IOException {
        return JsonMapper.builder().build()
                .readTree(script.replaceFirst("^window\\.searchDocuments = ", "").replaceFirst(";\n$", ""));
    }
}
