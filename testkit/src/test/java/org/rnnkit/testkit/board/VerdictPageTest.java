package org.rnnkit.testkit.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.rnnkit.testkit.comparison.PolicyHash;
import org.rnnkit.testkit.comparison.SampleComparisons;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the page that a test run leaves. */
class VerdictPageTest {

    private static final Step FIRST = Steps.all().get(0);
    private static final Step FOURTH = Steps.all().get(3);

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty("rnnkit.verdict.page");
    }

    private Document page(PageEntry... verdicts) {
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        Document page = parser.parseInput(new VerdictPage(List.of(verdicts), folder,
                "  Next: a step\n    open  a file\n").html(), "");
        assertThat(parser.getErrors()).isEmpty();
        return page;
    }

    private static PageEntry plain(StepState state) {
        return new PageEntry(state, null, List.of(), "", List.of());
    }

    private static PageEntry wrong(Step step, String message, StackTraceElement... trace) {
        return new PageEntry(StepState.failing(step, 1, 2, message), null, List.of(trace), "", List.of());
    }

    @Test
    void hasTheBoardWithTheWordsOfAReport() {
        Stream<PageEntry> bonus = Steps.bonus().stream().map(step -> plain(StepState.notStarted(step)));
        Document page = page(Stream.concat(Stream.of(plain(StepState.passed(FIRST)),
                plain(StepState.notStarted(Steps.all().get(1))),
                plain(StepState.waiting(Steps.all().get(2), "needs step 1")), wrong(FOURTH, "wrong")), bonus)
                .toArray(PageEntry[]::new));

        assertThat(page.select(".board li").eachAttr("data-step")).containsExactly("1", "2", "3", "4");
        assertThat(page.select(".board li").eachAttr("data-status"))
                .containsExactly("passed", "not-started", "error", "failed");
        assertThat(page.select("h1").text()).isEqualTo("1 of 4 steps pass");
        assertThat(page.select(".board li").get(2).text()).contains("waits for step 1");
        assertThat(page.select("section h2").text()).isEqualTo("4. " + FOURTH.title() + ": 1 of 2 tests fail");
        assertThat(page.select(".board a").attr("href")).isEqualTo("#" + FOURTH.id());
    }

    @Test
    void saysWhatComesNextWhereNothingIsWrong() {
        assertThat(page(plain(StepState.passed(FIRST))).selectFirst("main > pre").wholeText())
                .isEqualTo("Next: a step\n  open  a file");
        assertThat(page(wrong(FIRST, "x")).select("main > pre")).isEmpty();
    }

    @Test
    void knowsATrainedModel() throws IOException {
        Path run = Files.createDirectories(folder.resolve("runs").resolve("20260101-000000-train"));
        for (String name : List.of("summary.json", "model.json", "model.safetensors")) {
            assertThat(Board.hasTraining(folder.resolve("runs"))).isFalse();
            Files.createFile(run.resolve(name));
        }
        assertThat(Board.hasTraining(folder.resolve("runs"))).isTrue();
        assertThat(Board.hasTraining(folder.resolve("none"))).isFalse();
    }

    @Test
    void namesTheFirstLineThatIsNotUtf8() {
        String source = "class A {\n    // Größe\n}\n";

        assertThat(SourceEncoding.problem("A.java", source.getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(SourceEncoding.problem("A.java", source.getBytes(StandardCharsets.ISO_8859_1)).orElseThrow())
                .startsWith("A.java is not saved as UTF-8, see line 2. Save it again");
        assertThat(SourceEncoding.problem("A.java", source.getBytes(StandardCharsets.UTF_16)).orElseThrow())
                .contains("see line 1");
        assertThat(SourceEncoding.problem("A.java", new byte[] {'/', '/', (byte) 0xC3}).orElseThrow()).contains("line 1");
    }

    @Test
    void namesAByteOrderMark() {
        assertThat(SourceEncoding.problem("A.java", "\uFEFFclass A {}".getBytes(StandardCharsets.UTF_8)).orElseThrow())
                .startsWith("A.java begins with a byte order mark: save it as UTF-8 without BOM.");
    }

    @Test
    void namesAFileThatIsNotUtf8() throws IOException {
        Path file = folder.resolve(FOURTH.sourceFile());
        Files.createDirectories(file.getParent());
        Files.write(file, "// Größe".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(page(wrong(FOURTH, "x")).select("main > p").text())
                .startsWith(file.getFileName() + " is not saved as UTF-8, see line 1");
    }

    @Test
    void allowsOnlyItsOwnStyleSheet() {
        Document page = page(wrong(FIRST, "x"));

        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content")).isEqualTo("default-src 'none'; "
                + "style-src '" + PolicyHash.of(page.select("style").first().data())
                + "'; base-uri 'none'; form-action 'none'");
        assertThat(page.select("script, link, img, [src], [style]")).isEmpty();
    }

    @Test
    void showsTheMessageTheFigureAndWhatTheTestsSay() {
        Element section = page(new PageEntry(StepState.failing(FIRST, 2, 2, "x"),
                Failure.of("a message\nof two lines").withComparison(
                        SampleComparisons.ofZeros(List.of("unit"), new long[] {3}, 1)), List.of(),
                "state: [0.5]\n",
                List.of(new FailedTest("is right", "first"), new FailedTest("is new", "second")))).selectFirst("section");

        assertThat(section.selectFirst(".cause").text()).isEqualTo("A message");
        assertThat(section.selectFirst("pre").wholeText()).isEqualTo("of two lines");
        assertThat(section.select("figure.comparison table")).hasSize(2);
        assertThat(section.selectFirst("h3:contains(Your code printed) + pre").text()).isEqualTo("state: [0.5]");
        assertThat(section.select("details li").eachText()).containsExactly("is right first", "is new second");
    }

    @Test
    void escapesWhatAStudentsCodeSays() {
        String markup = "<script>alert(1)</script>";
        Document page = page(new PageEntry(StepState.failing(FIRST, 1, 1, markup), null, List.of(),
                markup, List.of(new FailedTest(markup, markup))));

        assertThat(page.select("script")).isEmpty();
        assertThat(page.selectFirst("section .cause").text()).isEqualTo(markup);
    }

    /** A folder may have spaces and signs that links give a meaning to. */
    @Test
    void opensTheInnermostLineOfTheStudentsFilesInAnEditor() throws IOException {
        folder = Files.createDirectories(folder.resolve("my kit & more"));
        Path file = folder.resolve(FIRST.sourceFile());
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        Files.createFile(file.resolveSibling("Helper.java"));
        String type = FIRST.packageName() + ".X";
        Element section = page(wrong(FIRST, "x", new StackTraceElement(type, "a", "SomeTest.java", 3),
                new StackTraceElement(type, "b", "Helper.java", 12),
                new StackTraceElement(type, "c", FIRST.className() + ".java", 40))).selectFirst("section");
        String uri = file.resolveSibling("Helper.java").toUri().getRawPath();

        assertThat(section.select("p:has(a)").text()).startsWith("At Helper.java:12.");
        assertThat(section.select("p a").eachAttr("href").get(0)).isEqualTo("vscode://file" + uri + ":12").contains("my%20kit");
        assertThat(section.select("p a").eachAttr("href").get(1)).startsWith("idea://open?file=")
                .contains("my%20kit%20%26%20more").endsWith("Helper.java&line=12");
    }

    @Test
    void opensTheStepsFileIfNoLineIsKnown() {
        Element section = page(wrong(FIRST, "x", new StackTraceElement("T", "a", "SomeTest.java", 3))).selectFirst("section");

        assertThat(section.select("p:has(a)").text()).startsWith("In " + FIRST.className() + ".java.");
        assertThat(section.select("p a").eachAttr("href")).allMatch(link -> link.endsWith(FIRST.className() + ".java"));
    }

    @Test
    void opensTheMethodIfNoLineIsKnown() throws IOException {
        Path file = folder.resolve(FOURTH.sourceFile());
        Files.createDirectories(file.getParent());
        Files.writeString(file, "// forward(\npublic final class RnnForward {\n"
                + "    public static RnnOutput forward(NDArray inputs) {");

        assertThat(page(wrong(FOURTH, "x")).select("section p:has(a)").text()).startsWith("At RnnForward.java:3.");
    }

    @Test
    void foldsTheCommandThatRepeatsTheTests() {
        Element section = page(new PageEntry(StepState.failing(FOURTH, 1, 2, "x"), Failure.ofResult("h is 1", "2")
                .withMistakes(List.of("a", "b"), false).withSeed(5), List.of(), "", List.of())).selectFirst("section");

        assertThat(section.selectFirst(".cause").wholeText()).isEqualTo("Likely mistake: a\nor: b");
        assertThat(section.selectFirst("pre").text()).isEqualTo("h is 1, expected 2");
        assertThat(section.select("details pre").text()).startsWith("./rnnkit hint 4").endsWith("-Drnnkit.seed=5");
    }

    @Test
    void isWrittenToTheFileOfTheBuild() throws IOException {
        assertThat(VerdictPage.write(List.of(wrong(FIRST, "x")), "")).as("no file is named").isEmpty();
        Path file = folder.resolve("exercises/target/verdict.html");
        System.setProperty("rnnkit.verdict.page", file.toString());

        assertThat(VerdictPage.write(List.of(wrong(FIRST, "x")), "")).isEqualTo("exercises/target/verdict.html");
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    /** The board must be printed even if the disk is full. */
    @Test
    void isLeftOutIfItCannotBeWritten() throws IOException {
        Files.createFile(folder.resolve("exercises"));
        System.setProperty("rnnkit.verdict.page", folder.resolve("exercises/target/verdict.html").toString());

        assertThat(VerdictPage.write(List.of(wrong(FIRST, "x")), "")).isEmpty();
    }

    /** A message repeats what to do once; the tests' own messages don't. */
    @Test
    void namesTheFailedTestsOfATally() {
        StepTally tally = new StepTally(FIRST, folder);
        AssertionError said = new AssertionError("the sum is 3");
        tally.add("is right", TestExecutionResult.successful());
        tally.add("adds up", TestExecutionResult.failed(new StepFailure(said, "The case: of 3", FIRST, 5)));

        assertThat(tally.pageEntry().tests()).containsExactly(new FailedTest("adds up", "the sum is 3\nThe case: of 3"));
        assertThat(tally.state().message()).endsWith("-Drnnkit.seed=5");
        assertThat(tally.pageEntry().status()).isEqualTo("failed");
    }
}
