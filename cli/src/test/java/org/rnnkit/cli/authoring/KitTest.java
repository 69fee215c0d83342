package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.cli.CommandOutcome;
import org.rnnkit.cli.PageCommands;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.JavaLexer;
import org.rnnkit.grader.submission.Token;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The kit checks itself: stubs, chapters, manifest and catalogue belong together. */
class KitTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final Layout LAYOUT = new Layout(KIT);

    @Test
    void stubsAndChaptersFollowFromSolutionsAndTests() throws IOException {
        assertThat(DerivedFiles.differing(LAYOUT)).as("run ./rnnkit sync").isEmpty();
        assertThat(CommandOutcome.of(PageCommands.arguments("./rnnkit sync")).hasStatus(0).printed())
                .startsWith("All derived files are as they should be.");
    }

    @Test
    void stubsCompileWithoutAWarning(@TempDir Path classes) throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (var files = javac.getStandardFileManager(null, null, null)) {
            List<Path> stubs = DerivedFiles.files(LAYOUT).keySet().stream()
                    .filter(file -> file.startsWith(LAYOUT.exercises()) && file.toString().endsWith(".java"))
                    .toList();
            boolean compiled = javac.getTask(said, files, null, List.of("-Xlint:all,-classfile,-processing", "-Werror",
                    "-proc:none", "--release", "17", "-d", classes.toString()), null,
                    files.getJavaFileObjectsFromPaths(stubs)).call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.testkit.steps.Steps#withBonus")
    void everyStubSaysWhatToDo(Step step) throws IOException {
        String stub = Files.readString(LAYOUT.exercise(step));
        assertThat(stub).contains("TODO step " + step.number()).containsPattern(
                "(throw new NotImplementedYet|NotImplementedYet\\.raise)\\(" + step.className() + "\\.class\\);")
                .doesNotContain("solution");
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.testkit.steps.Steps#withBonus")
    void everyStepHasThreeHintsThatDiffer(Step step) {
        assertThat(step.hints()).hasSize(3).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(step.hints().get(2).length()).as("the last hint says most").isGreaterThan(
                step.hints().get(0).length() / 2);
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.testkit.steps.Steps#withBonus")
    void everyChapterHasItsParts(Step step) throws IOException {
        String chapter = Files.readString(LAYOUT.exercise(step)
                .resolveSibling("README.md"));
        assertThat(chapter).startsWith("# Step " + step.number() + ": " + step.title())
                .contains("## The idea", "## What to write", "## Shapes", "<!-- example -->", "## Calls to know",
                        "-Dgroups=" + step.tag(), "./rnnkit hint " + step.number(), "## Going further")
                .contains(step.className());
    }

    /** A link to a chapter or file that moved is found here and not by a reader. */
    @Test
    void linksLeadSomewhere() throws IOException {
        List<Path> pages = pages();
        assertThat(pages).hasSizeGreaterThan(10);
        for (Path page : pages) {
            Matcher link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)").matcher(Files.readString(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group(1))).as("linked from " + page).exists();
            }
        }
    }

    /** The kit's own pages: not built or fetched ones, whose folders change while other tests run. */
    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        Files.walkFileTree(KIT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                // "golden" is what is written for hostile reports.
                boolean skipped = Set.of("target", ".git", "kit", "node_modules", "golden")
                        .contains(folder.getFileName().toString());
                // The repository itself may be in a folder of such a name.
                return skipped && !folder.equals(KIT) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    pages.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return pages;
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.testkit.steps.Steps#withBonus")
    void theManifestsSignaturesAreThoseOfTheSolution(Step step) throws IOException {
        String solution = code(Files.readString(KIT.resolve("solutions").resolve(step.sourceFile())));
        for (String signature : step.signatures()) {
            // The constructor of step 5 is listed by the types of its last parameters, without their names.
            String start = signature.replaceAll(", \\w+[,)].*", "");
            assertThat(solution).contains("public " + code(start));
        }
    }

    /** Otherwise a mistake in the earlier step would fail this one, with a message about something else. */
    @ParameterizedTest
    @MethodSource("org.rnnkit.testkit.steps.Steps#withBonus")
    void everyTestOfAStepThatCallsAnotherOneRequiresIt(Step step) throws IOException {
        boolean callsAnother = Files.readString(KIT.resolve("solutions").resolve(step.sourceFile()))
                .contains("import org.rnnkit.step");
        try (Stream<Path> tests = Files.list(KIT.resolve("src/test/java").resolve(step.packageName().replace('.', '/')))) {
            assertThat(tests.filter(test -> callsAnother && test.toString().endsWith("Test.java")))
                    .allSatisfy(test -> assertThat(test).content().containsPattern("@BeforeEach[^}]*(needStep|RequiresStep)"));
        }
    }

    private static String code(String source) {
        return JavaLexer.code(source).stream().map(Token::text).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.testkit.steps.Steps#withBonus")
    void everyStepHasAllItsParts(Step step) {
        assertThat(new StepFiles(LAYOUT).required(step)).allSatisfy(place -> assertThat(place).exists());
    }

    @Test
    void nothingIsLeftOfStepsThatDoNotExist() throws IOException {
        assertThat(new StepFiles(LAYOUT).leftOver(DerivedFiles.steps(LAYOUT)))
                .as("delete them, or add their steps to steps.yaml").isEmpty();
    }

    @Test
    void stepsAreNumberedInOrder() {
        assertThat(Steps.all().stream().map(Step::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, Steps.last().number()).boxed().toList());
    }

    @Test
    void everyStepHasANumberAnIdAndAClassNameOfItsOwnAndPoints() {
        assertThat(Steps.withBonus()).extracting(Step::number).isSorted().doesNotHaveDuplicates();
        assertThat(Steps.withBonus()).extracting(Step::className).doesNotHaveDuplicates();
        assertThat(Steps.bonus()).allSatisfy(step -> assertThat(step.points()).isPositive());
        assertThat(Steps.withBonus()).allSatisfy(step -> {
            assertThat(step.id()).matches(step.tag() + "[a-z]+");
            assertThat(Steps.withId(step.id())).contains(step);
        });
    }
}
