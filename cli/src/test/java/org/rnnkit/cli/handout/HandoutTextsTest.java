package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.RnnKit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the texts in a student's copy: they name only files, commands and options that the copy has. */
class HandoutTextsTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern FILE = Pattern.compile("(?<![\\w/.-])(docs|\\.github|solutions)/[\\w./-]*\\w|solutions/");
    private static final Pattern COMMAND = Pattern.compile("\\./rnnkit +([a-z][a-z-]*)((?: +(?!\\./)[^\\s`\"'<),;]+)*)");
    private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z][a-z-]*)( |,|$)");
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z-]+");
    private static final Map<String, String> HELP = new LinkedHashMap<>();

    @TempDir
    private static Path folder;

    private static Path copy;
    private static String overview;

    @BeforeAll
    static void handOut() {
        copy = folder.resolve("students");
        new StudentCopy(KIT).write(copy);
        overview = print("--help");
        Matcher command = LISTED.matcher(overview.substring(overview.indexOf("Commands:")));
        while (command.find()) {
            HELP.put(command.group(1), print(command.group(1), "--help"));
        }
    }

    @Test
    void listsTheCommandsThatNeedNoReference() {
        assertThat(HELP.keySet()).contains("grade", "train", "generate", "play", "experiment", "watch", "list", "hint", "reset",
                "doctor", "update").doesNotContain("solution", "handout", "sync", "new-step");
        assertThat(HELP.values()).allSatisfy(help -> assertThat(help).contains("Usage: ./rnnkit")
                .doesNotContain("solutions", "the reference"));
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
        all.forEach((where, text) -> {
            Matcher command = COMMAND.matcher(text);
            while (command.find()) {
                assertThat(HELP).as("named in " + where + ": " + command.group()).containsKey(command.group(1));
                Matcher option = OPTION.matcher(command.group(2));
                while (option.find()) {
                    assertThat(HELP.get(command.group(1))).as("named in " + where + ": " + command.group())
                            .contains(option.group());
                }
            }
        });
    }

    /** Returns what a student reads, by its place: pages, workflows, editor files, hints and helps. */
    private static Map<String, String> texts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>(HELP);
        texts.put("--help", overview);
        for (Step step : Steps.withBonus()) {
            texts.put("hints of " + step.id(), String.join("\n", step.hints()));
        }
        for (Path file : files("md", "yml", "json", "sh", "run.xml", "example.yaml")) {
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

    /** Runs a command as in the copy, in this JVM, and returns its output. */
    private static String print(String... arguments) {
        PrintStream out = System.out;
        Properties before = (Properties) System.getProperties().clone();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setProperty("rnnkit.home", copy.toString());
        try {
            assertThat(RnnKit.execute(arguments)).isZero();
        } finally {
            System.setOut(out);
            System.setProperties(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
