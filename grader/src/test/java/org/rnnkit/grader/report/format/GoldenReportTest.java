package org.rnnkit.grader.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Tests of every format for every situation, against golden files that a person has read. ReportPageTest tests the HTML
 * page. {@code -Dgolden.update=true} writes them again; read the difference before you commit it.
 */
class GoldenReportTest {

    private static final ReportFormat CLASSROOM50 = new Classroom50Format(Map.of("CLASSROOM", "spring", "ASSIGNMENT", "rnn",
            "SUBMISSION_TAG", "submit/2026-06-01T14-32-05Z-a1b2c3d", "COMMIT_URL", "https://example.org/commit",
            "RELEASE_URL", "https://example.org/release"), Clock.fixed(Instant.parse("2026-06-01T14:32:05.5Z"),
                    ZoneOffset.UTC));

    private static final Schema SCHEMA = schema();

    static Stream<Arguments> situationsAndFormats() {
        return Stream.of(ReportSituation.values())
                .flatMap(situation -> Stream.of(FormatName.values()).filter(format -> format != FormatName.HTML)
                        .map(format -> Arguments.of(situation, format)));
    }

    @ParameterizedTest
    @MethodSource("situationsAndFormats")
    void matchesTheGoldenFile(ReportSituation situation, FormatName format) throws Exception {
        String text = format(format).render(situation.report());

        parse(format, text);
        GoldenFile.assertMatches(situation.folder(), file(format), text);
    }

    @ParameterizedTest
    @EnumSource(FormatName.class)
    void rendersAGraderErrorIfTheFormatNeedsNoScore(FormatName format) throws Exception {
        Optional<String> text = format(format).renderError("There is no room on <the> disk\n::error::x");

        List<FormatName> needScore = List.of(FormatName.JSON, FormatName.HTML, FormatName.CLASSROOM50);
        assertThat(text.isEmpty()).isEqualTo(needScore.contains(format));
        if (text.isPresent()) {
            parse(format, text.get());
            GoldenFile.assertMatches("grader-error", file(format), text.get());
        }
    }

    /** The schema requires every field that it names, and allows no other field. */
    @ParameterizedTest
    @EnumSource(ReportSituation.class)
    void conformsToTheSchema(ReportSituation situation) {
        String json = FormatName.JSON.format().render(situation.report());

        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isEmpty();
    }

    /** Classroom 50's runner refuses a whole result that breaks one of these rules. It writes the owner and the time itself. */
    @ParameterizedTest
    @EnumSource(ReportSituation.class)
    void classroom50TakesTheResult(ReportSituation situation) throws Exception {
        JsonNode result = JsonMapper.builder().build().readTree(CLASSROOM50.render(situation.report()));

        assertThat(result.get("schema").asText()).isEqualTo("classroom50/result/v1");
        assertThat(result.get("submission").asText()).startsWith("submit/");
        assertThat(List.of("classroom", "assignment", "commit", "release", "review", "datetime"))
                .allSatisfy(field -> assertThat(result.get(field).asText()).isNotEmpty());
        assertThat(result.get("tests")).isNotEmpty().allSatisfy(test -> {
            assertThat(test.get("test-name").asText()).isNotEmpty();
            assertThat(test.get("passed").isBoolean()).isTrue();
        });
        assertThat(Stream.concat(Stream.of(result), StreamSupport.stream(result.get("tests").spliterator(), false)))
                .allSatisfy(part -> {
                    assertThat(part.get("score").isInt() && part.get("max-score").isInt()).isTrue();
                    assertThat(part.get("score").asInt()).isBetween(0, part.get("max-score").asInt());
                });
    }

    private static ReportFormat format(FormatName name) {
        return name == FormatName.CLASSROOM50 ? CLASSROOM50 : name.format();
    }

    private static String file(FormatName format) {
        return format == FormatName.ANNOTATIONS ? "annotations.txt" : format.file();
    }

    private static void parse(FormatName format, String text) throws Exception {
        switch (format) {
            case JSON, CLASSROOM50 -> JsonMapper.builder().build().readTree(text);
            case JUNIT -> parseXml(text);
            default -> assertThat(text).endsWith("\n");
        }
    }

    private static void parseXml(String text) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of(System.getProperty("rnnkit.home"), "docs/report.schema.json")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A golden file: the expected text. {@code -Dgolden.update=true} writes it again; then a person reads the difference. */
    private static final class GoldenFile {

        private static final boolean UPDATE = Boolean.getBoolean("golden.update");
        private static final Path ROOT = Path.of("src/test/resources/golden");

        private GoldenFile() {}

        static void assertMatches(String folder, String file, String text) throws IOException {
            Path golden = ROOT.resolve(folder).resolve(file);
            if (UPDATE) {
                assertThat(System.getenv("CI")).as("golden files are not updated on a CI server, where nobody reads them")
                        .isNull();
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, text);
            }
            assertThat(golden).as("-Dgolden.update=true writes a missing golden file").exists();
            assertThat(text).isEqualTo(Files.readString(golden).replace("\r\n", "\n"));
        }
    }
}
