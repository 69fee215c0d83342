package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.learner.site.CourseSite;

/** Tests that the static site has no solution in it, by the rules for a student's copy. */
class SiteLeaksTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern CODE = Pattern.compile("<pre[^>]*><code[^>]*>(.*?)</code></pre>", Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile("(?m)^ {8}// <solution>\\R(.*?)// </solution>", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theSiteHasNoSolution() throws IOException {
        write(new CourseSite(new Layout(KIT), "", null, null).files());

        assertThat(new SolutionLeaks(KIT).findIn(folder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 13})
    void aSolutionInAPageIsFoundAlsoWithOtherNames(int step) throws IOException {
        String source = Files.readString(new Layout(KIT).solution(TestSteps.withNumber(step)));
        String body = STEP.matcher(source).results().map(found -> found.group(1)).collect(Collectors.joining("\n"));
        for (String code : List.of(body, body.replaceAll("\\b(inputs|state|tokens|batches|parameters)\\b", "my$1"))) {
            write(Map.of("a.html", "<pre><code class=\"language-java\">" + code.replace("&", "&amp;").replace("<", "&lt;")
                    .replace(">", "&gt;").replace("\"", "&quot;") + "</code></pre>"));

            assertThat(new SolutionLeaks(KIT).findIn(folder)).hasValueSatisfying(
                    leak -> assertThat(leak).contains("solution of step " + step));
        }
    }

    /** Writes the files; beside each page its text, and its listings as a Java file, in which renamed code is found, too. */
    private void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path place = folder.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.getValue());
            if (file.getKey().endsWith(".html")) {
                Files.writeString(folder.resolve(file.getKey() + ".txt"), plain(file.getValue()));
                Files.writeString(folder.resolve(file.getKey() + ".java"), CODE.matcher(file.getValue()).results()
                        .map(code -> plain(code.group(1))).collect(Collectors.joining("\n")));
            }
        }
    }

    private static String plain(String html) {
        return html.replaceAll("<[^>]*>", "").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
