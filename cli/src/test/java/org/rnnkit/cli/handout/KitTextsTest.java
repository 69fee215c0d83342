package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.cli.PageCommands;
import org.rnnkit.cli.Programs;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.experiment.Experiment;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the kit's own pages: they name only commands, options, files, sections and pages that exist. */
class KitTextsTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final CommandHelp HELP = CommandHelp.of(KIT);
    private static final Pattern MAVEN_OPTION = Pattern.compile("(-pl |-P|-Dtest=)'?([\\w*,-]+)");
    private static final Pattern OPTION = Pattern.compile("`(--[a-z-]+)");
    private static final Pattern FILE = Pattern.compile(
            "(?<![\\w/.-])(?:docs|\\.github|testkit|grader|learner|cli|solutions|exercises|src)/[\\w./-]*\\w");
    private static final Pattern SECTION = Pattern.compile("\\]\\(([^)#:]*)#([^)]+)\\)");
    private static final Pattern PACKAGE = Pattern.compile("`(\\w+)`");
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.[A-Z]+)?`");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern EXPERIMENT = Pattern.compile("\\./rnnkit experiment ([a-z-]+)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(KIT.resolve("docs"))) {
            return Stream.concat(Stream.of("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
                    .map(KIT::resolve), docs.filter(file -> file.toString().endsWith(".md")).sorted()).toList();
        }
    }

    /** CHANGELOG.md also names what left. */
    static Stream<Path> pagesOfThisVersion() throws IOException {
        return pages().stream().filter(page -> !page.endsWith("CHANGELOG.md"));
    }

    /** CONTRIBUTING.md also names packages, and files of a step that does not exist. */
    static Stream<Path> pagesThatNameFiles() throws IOException {
        return pages().stream().filter(page -> !page.endsWith("CONTRIBUTING.md"));
    }

    @Test
    void everyHelpFitsEightyColumns() {
        assertThat(Stream.concat(Stream.of(HELP.overview()), HELP.commands().values().stream())).allSatisfy(help -> {
            assertThat(help).contains("Usage: ./rnnkit");
            assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        });
    }

    @Test
    void theListOfCommandsHasAPartForEachKindOfReader() {
        assertThat(HELP.overview()).containsSubsequence("Learn:", "  hint ", "Grade:", "  grade ", "change it:", "  sync ");
    }

    @ParameterizedTest
    @MethodSource("pagesOfThisVersion")
    void everyNamedOptionExists(Path page) throws IOException {
        assertThat(OPTION.matcher(Files.readString(page)).results().map(option -> option.group(1))).allSatisfy(option ->
                assertThat(HELP.commands().values()).as(option).anyMatch(help -> help.contains(option)));
    }

    @Test
    void everyMavenCommandNamesModulesProfilesAndTestsThatExist() throws IOException {
        String pom = Files.readString(KIT.resolve("pom.xml"));
        List<String> commands = PageCommands.all().keySet().stream().filter(command -> command.startsWith("mvn ")).toList();
        assertThat(commands).hasSizeGreaterThan(5);
        for (String command : commands) {
            for (MatchResult option : MAVEN_OPTION.matcher(command).results().toList()) {
                for (String name : option.group(2).split(",")) {
                    assertThat(switch (option.group(1)) {
                        case "-pl " -> pom.contains("<module>" + name + "</module>");
                        case "-P" -> allPoms().contains("<id>" + name + "</id>");
                        default -> sources().keySet().stream()
                                .anyMatch(file -> file.matches(name.replace("*", ".*") + "\\.java"));
                    }).as(command + " names " + name).isTrue();
                }
            }
        }
    }

    private static String allPoms() throws IOException {
        StringBuilder poms = new StringBuilder();
        for (String pom : List.of("pom.xml", "exercises/pom.xml", "solutions/pom.xml")) {
            poms.append(Files.readString(KIT.resolve(pom)));
        }
        return poms.toString();
    }

    @ParameterizedTest
    @MethodSource("pagesThatNameFiles")
    void everyNamedFileExists(Path page) throws IOException {
        assertThat(FILE.matcher(Files.readString(page)).results().map(MatchResult::group)
                .filter(file -> !file.contains("/target") && !file.matches(".*/[A-Z]+(/.*)?")))
                .allSatisfy(file -> assertThat(KIT.resolve(file)).exists());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkToASectionLeadsThere(Path page) throws IOException {
        Matcher link = SECTION.matcher(Files.readString(page));
        while (link.find()) {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            assertThat(Files.readString(target).lines().filter(line -> line.startsWith("#")).map(KitTextsTest::address))
                    .as("linked from " + page).contains(link.group(2));
        }
    }

    /** Returns the address that GitHub gives a heading. */
    private static String address(String heading) {
        return heading.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    /** The ways through the modules are lists of types, with their packages of the grader or of the learner's module. */
    @Test
    void theArchitectureNamesPackagesThatExist() throws IOException {
        List<String> packages = Files.readAllLines(KIT.resolve("ARCHITECTURE.md")).stream()
                .filter(line -> line.matches("\\d\\. `.*"))
                .flatMap(item -> PACKAGE.matcher(item.replaceFirst(".*?\\((.*?)\\):?.*", "$1")).results())
                .map(name -> name.group(1)).toList();
        assertThat(packages).hasSizeGreaterThan(10).allSatisfy(name -> assertThat(Stream.of("grader", "learner")
                .map(module -> KIT.resolve(module + "/src/main/java/org/rnnkit/" + module + "/" + name)))
                .anyMatch(Files::isDirectory));
    }

    @Test
    void theArchitectureNamesTypesThatExist() throws IOException {
        Set<String> sources = sources().keySet();
        assertThat(TYPE.matcher(Files.readString(KIT.resolve("ARCHITECTURE.md"))).results().map(type -> type.group(1)))
                .hasSizeGreaterThan(10).allSatisfy(type -> assertThat(sources).contains(type + ".java"));
    }

    /** Returns the kit's Java files by their names. */
    private static Map<String, Path> sources() throws IOException {
        try (Stream<Path> files = Files.find(KIT, Integer.MAX_VALUE, (file, attributes) -> file.toString().endsWith(".java")
                && file.toString().contains("/src/".replace('/', File.separatorChar)))) {
            return files.collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file, (one, other) -> one));
        }
    }

    /** A promise that no test shows does not stay true for long. */
    @Test
    void everyPromiseNamesATestThatExists() throws IOException {
        String page = Files.readString(KIT.resolve("SECURITY.md"));
        List<String> promises = Stream.of("## What the sandbox promises", "## The studio")
                .map(heading -> page.substring(page.indexOf(heading)).split("\nNot promised")[0])
                .flatMap(section -> section.lines().filter(line -> line.startsWith("- "))).toList();
        assertThat(promises).hasSizeGreaterThan(15).allSatisfy(promise -> assertThat(promise).containsPattern(TEST));
        Map<String, Path> sources = sources();
        for (MatchResult test : TEST.matcher(page).results().toList()) {
            Path source = sources.get(test.group(1) + ".java");
            assertThat(source).as(test.group()).isNotNull();
            String method = " {4}(void|Stream<DynamicTest>) " + test.group(2) + "\\(.*";
            assertThat(Files.readAllLines(source)).as(test.group()).anyMatch(line -> line.matches(method));
        }
    }

    @Test
    void thePageOfMisconceptionsHasASectionForEachStepThatNamesWhatToShow() throws IOException {
        String page = Files.readString(KIT.resolve("docs/misconceptions.md"));
        for (Step step : Steps.all()) {
            String heading = "\n## Step " + step.number() + ": " + step.title() + "\n";
            assertThat(page).contains(heading);
            int next = page.indexOf("\n## ", page.indexOf(heading) + 5);
            String section = page.substring(page.indexOf(heading), next < 0 ? page.length() : next);
            assertThat(section).contains("- **Goal**: ", "- **Show**: ",
                    "\n<!-- misconceptions " + step.number() + " -->\n- \"", "\nAsk:\n\n- ");
            assertThat(section.split("\nAsk:\n\n")[1].lines().filter(line -> line.startsWith("- "))).hasSizeGreaterThan(1)
                    .allSatisfy(question -> assertThat(question).contains("? **Good**: ", ". **Wrong**: "));
        }
        assertThat(EXPERIMENT.matcher(page).results().map(name -> name.group(1))).hasSizeGreaterThan(2)
                .allSatisfy(name -> assertThat(Experiment.commandNames()).contains(name));
    }

    /** The complete check runs the commands that the README names first. */
    @Test
    void theCompleteCheckTakesItsCommandsFromTheReadme() throws Exception {
        Programs.assumeInstalled("bash");
        String function = Files.readString(KIT.resolve(".ci/run")).lines().filter(line -> line.startsWith("readme_commands()"))
                .findFirst().orElseThrow();

        assertThat(Programs.run(0, KIT, Map.of(), List.of("bash", "-c", function + "; readme_commands")))
                .isEqualTo(PageCommands.block("./rnnkit grade solutions") + PageCommands.block("mvn verify -pl cli"));
    }

    @Test
    void theChangelogBeginsWithThisVersion() throws IOException {
        assertThat(Files.readString(KIT.resolve("CHANGELOG.md")).lines().filter(line -> line.startsWith("## ")).findFirst())
                .hasValue("## " + Kit.version());
    }
}
