package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the texts in a student's copy: they name only files, commands and options that the copy has. */
class HandoutTextsTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern FILE = Pattern.compile("(?<![\\w/.-])(docs|\\.github|solutions)/[\\w./-]*\\w|solutions/");

    @TempDir
    private static Path folder;

    private static Path copy;
    private static CommandHelp help;

    @BeforeAll
    static void handOut() throws IOException {
        copy = folder.resolve("students");
        // HandoutTest commits a copy and searches it for solutions; here only its texts matter.
        new StudentCopy(KIT).fill(copy);
        help = CommandHelp.of(copy);
    }

    @Test
    void listsTheCommandsThatNeedNoReference() {
        assertThat(help.commands().keySet()).contains("grade", "train", "play", "experiment", "watch", "list",
                "hint", "reset", "doctor", "update").doesNotContain("handout", "sync");
        assertThat(help.commands().values()).allSatisfy(text -> assertThat(text).contains("Usage: ./rnnkit")
                .doesNotContain("solutions", "the reference"));
    }

    /** They have answers to the questions of an oral check, and say how marks are made. */
    @Test
    void hasNoPagesForInstructors() throws IOException {
        assertThat(files("md")).extracting(page -> copy.relativize(page).toString().replace('\\', '/'))
                .filteredOn(page -> !page.contains("/") || page.startsWith("docs/"))
                .containsExactlyInAnyOrder("README.md", "docs/allowed.md", "docs/learning.md");
    }

    @Test
    void everyLinkLeadsToAFileOfTheCopy() throws IOException {
        for (Path page : files("md")) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1))).as("linked from " + page).exists();
            }
        }
    }

    @Test
    void everyNamedFileIsInTheCopy() throws IOException {
        texts().forEach((where, text) -> {
            Matcher file = FILE.matcher(text);
            while (file.find()) {
                assertThat(copy.resolve(file.group())).as("named in " + where).exists();
            }
        });
    }

    @Test
    void everyNamedCommandAndOptionWorksInTheCopy() throws IOException {
        Map<String, String> all = texts();
        for (Path source : files("java", "jte")) {
            // The sources of the commands for maintainers are in the copy, but not in its help.
            if (!copy.relativize(source).startsWith("cli")) {
                all.put(source.toString(), Files.readString(source));
            }
        }
        all.forEach(help::requireEveryNamedOne);
    }

    /** Returns what a student reads, by its place: pages, workflows, editor files, hints and helps. */
    private static Map<String, String> texts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>(help.commands());
        texts.put("--help", help.overview());
        for (Step step : Steps.withBonus()) {
            texts.put("hints of " + step.id(), String.join("\n", step.hints()));
        }
        for (Path file : files("md", "yml", "json", "sh", "example.yaml")) {
            texts.put(file.toString(), Files.readString(file));
        }
        assertThat(texts).hasSizeGreaterThan(50);
        return texts;
    }

    private static List<Path> files(String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(copy)) {
            return files.filter(file -> !copy.relativize(file).startsWith(".git"))
                    .filter(file -> Stream.of(endings).anyMatch(ending -> file.toString().endsWith("." + ending))).toList();
        }
    }
}
