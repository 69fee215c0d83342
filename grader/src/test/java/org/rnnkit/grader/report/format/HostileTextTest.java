package org.rnnkit.grader.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.page.HtmlReader;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Tests that no text of a student becomes markup or a command in any format. */
class HostileTextTest {

    private final Report report = ReportSituation.HOSTILE.report();

    @Test
    void hasNoInvisibleCharacter() {
        for (FormatName format : FormatName.values()) {
            assertThat(format.format().render(report).codePoints()).as(format.name()).noneMatch(c -> c != '\n' && c != '\t'
                    && List.of((int) Character.CONTROL, (int) Character.FORMAT, (int) Character.SURROGATE,
                            (int) Character.LINE_SEPARATOR).contains(Character.getType(c)));
        }
    }

    @Test
    void addsNoElementToThePage() {
        org.jsoup.nodes.Document page = HtmlReader.read(FormatName.HTML.format().render(report));

        assertThat(page.select("script, img")).isEmpty();
        assertThat(page.select("details")).hasSize(9 + 1);
        String details = page.select("#step3state > pre").get(0).wholeText();
        String message = page.select("#step3state > .cause").text() + "\n" + details;
        assertThat(message).isEqualTo(Printable.of(ReportSituation.HOSTILE_TEXT));
    }

    @Test
    void isUnchangedAfterXmlIsParsed() throws Exception {
        Document junit = parse(FormatName.JUNIT.format().render(report));

        assertThat(junit.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo(Printable.of(ReportSituation.HOSTILE_TEXT));
        assertThat(junit.getElementsByTagName("testcase").getLength()).isEqualTo(8 + 2 + 1);
    }

    @Test
    void addsNoWorkflowCommand() {
        String annotations = FormatName.ANNOTATIONS.format().render(report);

        assertThat(annotations.lines()).hasSize(2);
        assertThat(annotations.lines().findFirst().orElseThrow())
                .startsWith("::error file=src/a%2Cline=1%3A%3Aerror%3A%3Ab%250A.java,line=1,title=Step 3%2C Hidden state")
                .contains("%0A::error::forged%0A").contains("%250A::warning");
    }

    /** No text of a student is outside a fenced block or a code span, and none closes its own fence. */
    @Test
    void staysBetweenBackticksInMarkdown() {
        String open = null;
        for (String line : FormatName.MARKDOWN.format().render(report).lines().toList()) {
            if (open == null && line.matches("`{3,}text")) {
                open = line.replace("text", "");
            } else if (open != null && line.strip().equals(open)) {
                open = null;
            } else if (open == null) {
                assertThat(line.replaceAll("(?<!`)(`+)(?!`).*(?<!`)\\1(?!`)", "")).doesNotContain("everyone", "script",
                        "forged", "link");
            }
        }
        assertThat(open).isNull();
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
