package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands that the pages tell their readers to type. A test that runs one takes it from here, word by word. */
public final class PageCommands {

    private static final Path KIT = Path.of(System.getProperty("rnnkit.home"));
    private static final Pattern BLOCK = Pattern.compile("(?m)^ *```(.*)\n((?s:.*?))^ *```$");
    private static final Pattern INLINE = Pattern.compile("`((?:\\./rnnkit|mvn|gh|git|java -jar|bench/run)(?: [^`\n]*)?)`");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");
    /** Each chapter names its own step, and KitTest sees to it. */
    private static final Pattern OWN_STEP = Pattern.compile("(?<=hint |groups=step)\\d+");

    private PageCommands() {}

    /** Returns the words of a command. Fails if no page has it. */
    public static List<String> words(String command) {
        assertThat(all()).as("no page has it any more").containsKey(command);
        return WORD.matcher(command).results().map(word -> word.group().replaceAll("[\"']", "")).toList();
    }

    /** Returns what a command of the kit says after its name, with other words in the place of some, followed by more. */
    public static String[] arguments(String command, Map<String, String> places, String... more) {
        return Stream.concat(words(command).stream().skip(1).map(word -> places.getOrDefault(word, word)), Stream.of(more))
                .toArray(String[]::new);
    }

    /** Returns what a command of the kit says after its name, followed by more. */
    public static String[] arguments(String command, String... more) {
        return arguments(command, Map.of(), more);
    }

    /** Returns the block of a page that begins with a line. */
    public static String block(String firstLine) {
        return texts().values().stream().flatMap(PageCommands::blocks).filter(block -> block.startsWith(firstLine + "\n"))
                .findFirst().orElseThrow(() -> new AssertionError("no page has a block with it any more: " + firstLine));
    }

    /** Returns the blocks without a language. Those with "$" and an output are TermTest's. */
    private static Stream<String> blocks(String page) {
        return BLOCK.matcher(page).results().filter(block -> block.group(1).isEmpty()).map(block -> block.group(2));
    }

    /** Returns all commands, each with one of the pages that have it. */
    public static SortedMap<String, Path> all() {
        SortedMap<String, Path> all = new TreeMap<>();
        texts().forEach((page, text) -> Stream.concat(
                blocks(text).flatMap(String::lines),
                INLINE.matcher(text).results().map(code -> code.group(1)))
                .map(line -> OWN_STEP.matcher(line.strip().replaceFirst(" +#.*", "")).replaceAll("1"))
                .forEach(line -> all.put(line, page)));
        return all;
    }

    /** CHANGELOG.md names what left, too. */
    private static SortedMap<Path, String> texts() {
        SortedMap<Path, String> texts = new TreeMap<>();
        try (Stream<Path> pages = Stream.of(Files.list(KIT), Files.list(KIT.resolve("docs")),
                Files.walk(KIT.resolve("exercises/src/main"))).flatMap(files -> files)) {
            for (Path page : pages.filter(file -> file.toString().endsWith(".md") && !file.endsWith("CHANGELOG.md"))
                    .toList()) {
                texts.put(page, Files.readString(page));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
