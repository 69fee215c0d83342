package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A test of who runs the commands of the pages. */
class PageCommandsTest {

    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern BLOCK = Pattern.compile("PageCommands\\.block\\(\"([^\"]+)\"\\)");

    /** Programs of people who change the kit, each of which takes minutes; KitTextsTest looks their names up. */
    private static final Set<String> PROGRAMS = Set.of("bench/run speed", "bench/run waits", "mvn verify -pl cli",
            "mvn verify -pl cli -DexcludedGroups=slow", "mvn process-test-classes -pl solutions -Pmutation",
            "mvn verify -pl grader -Dtest='Catalogue*Test' -Drnnkit.catalogue=step3state "
                    + "-Dsurefire.failIfNoSpecifiedTests=false",
            "mvn verify -pl grader -Dtest=ManySeedsTest -Drnnkit.seeds=1000 -Drnnkit.catalogue='step3.*' "
                    + "-Dsurefire.failIfNoSpecifiedTests=false");

    /** A test that runs a command has it, word by word, or the first line of its block. */
    @Test
    void aTestRunsEachCommand() throws IOException {
        List<String> tests = tests();
        Set<String> inBlocks = tests.stream().flatMap(test -> BLOCK.matcher(test).results())
                .map(call -> call.group(1)).flatMap(line -> PageCommands.block(line).lines())
                .filter(line -> !line.startsWith("./rnnkit")).map(String::strip).collect(Collectors.toSet());

        Map<String, Path> untested = new TreeMap<>(PageCommands.all());
        assertThat(untested).hasSizeGreaterThan(40).containsKeys(PROGRAMS.toArray(String[]::new));

        untested.keySet().removeAll(PROGRAMS);
        untested.keySet().removeAll(inBlocks);
        untested.keySet().removeIf(command -> {
            String quoted = "\"" + command.replace("\"", "\\\"") + "\"";
            return tests.stream().anyMatch(test -> test.contains(quoted));
        });
        assertThat(untested).as("commands that no test runs: run each in a test that takes its words from PageCommands")
                .isEmpty();
    }

    private static List<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            Stream<Path> sources = files.filter(file -> file.toString().endsWith(".java")
                    && !file.endsWith(PageCommandsTest.class.getSimpleName() + ".java"));
            List<String> tests = new ArrayList<>();
            for (Path source : sources.toList()) {
                String text = Files.readString(source);
                if (text.contains("PageCommands.")) {
                    tests.add(text);
                }
            }
            return tests;
        }
    }
}
