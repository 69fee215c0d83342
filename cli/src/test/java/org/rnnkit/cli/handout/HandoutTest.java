package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rnnkit.cli.handout.SmallHandout.commit;
import static org.rnnkit.cli.handout.SmallHandout.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.cli.RnnKit;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Jars;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the students' copy: it has what students need, and no part of the reference. */
@Tag("slow")
class HandoutTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private static Path folder;

    private static Path copy;
    private static boolean committed;
    private static SolutionLeaks leaks;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void handOut() throws IOException {
        leaks = new SolutionLeaks(KIT);
        copy = folder.resolve("new/students");
        String sentences = new StudentCopy(KIT).write(copy).sentences();
        assertThat(sentences).endsWith("To learn with it: cd " + copy + " and ./rnnkit studio");
        committed = sentences.contains("one commit");
    }

    @Test
    void theCopyHasNoPartOfTheReference() throws IOException {
        assertThat(copy.resolve("solutions")).doesNotExist();
        assertThat(copy.resolve("grader")).doesNotExist();
        assertThat(leaks.findIn(copy)).isEmpty();
    }

    /** Classroom 50 takes up to 10 MB. */
    @Test
    void isSmall() throws IOException {
        try (Stream<Path> files = Files.walk(copy)) {
            List<Path> all = files.filter(file -> Files.isRegularFile(file) && !copy.relativize(file).toString()
                    .matches("\\.git/.*|.*target/.*|runs/.*")).toList();
            assertThat(all).hasSizeLessThanOrEqualTo(175);
            assertThat(all.stream().mapToLong(file -> file.toFile().length()).sum()).isLessThan(8_000_000);
        }
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.testkit.steps.Steps#all")
    void findsTheSolutionOfEveryStep(Step step) throws IOException {
        String indented = Files.readString(KIT.resolve("solutions").resolve(step.sourceFile())).indent(4);
        Files.writeString(scratch.resolve("Notes.txt"), indented.replace("// <", "// "));
        assertThat(leaks.findIn(scratch))
                .hasValue("Notes.txt has the solution of step " + step.number() + " in it");
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.testkit.steps.Steps#withBonus")
    void findsTheSolutionOfEveryStepWithOtherNamesAndInComments(Step step) throws IOException {
        String solution = Files.readString(KIT.resolve("solutions").resolve(step.sourceFile()));
        String renamed = Pattern.compile("\\b[a-z]\\w*\\b(?!\\s*\\()").matcher(solution.replaceAll("//.*", "")).replaceAll(
                name -> SourceVersion.isKeyword(name.group()) ? name.group() : "my" + name.group()).replaceAll("\\s+", " ");
        for (String hidden : List.of(renamed, "/* " + renamed.replace("/*", "").replace("*/", "") + "*/")) {
            Files.writeString(scratch.resolve("Mine.java"), hidden);
            assertThat(leaks.findIn(scratch).orElseThrow())
                    .startsWith("Mine.java has code of the solution of step ").contains(", with other names");
        }
    }

    /** The file is a training loop that contains step 8 in pieces, and step 4 with another activation. */
    @Test
    void findsALoopLikeTheOneOfASolution() throws IOException {
        try (InputStream loop = HandoutTest.class.getResourceAsStream("/handout/training-loop.txt")) {
            Files.copy(loop, scratch.resolve("Loop.java"));
        }
        assertThat(leaks.findIn(scratch).orElseThrow())
                .startsWith("Loop.java has code of the solution of step ");
    }

    /** Code that is common in all programs with DJL is not a leak. */
    @ParameterizedTest
    @ValueSource(strings = {
        "try (GradientCollector c = Engine.getInstance().newGradientCollector()) { c.backward(loss); }",
        "try (NDManager m = manager.newSubManager(); NDScope s = new NDScope()) { s.suppressNotUsedWarning(); }",
        "if (a.isEmpty()) { throw new IllegalArgumentException(\"no a\"); }",
        "for (NDArray p : parameters) { try (NDArray g = p.getGradient()) { show(g); } }"})
    void acceptsCommonCode(String code) throws IOException {
        Files.writeString(scratch.resolve("Any.java"), code);
        assertThat(leaks.findIn(scratch)).isEmpty();
    }

    @Test
    void findsACompiledClass() throws IOException {
        Files.createFile(scratch.resolve("OneHotEncoding.class"));
        assertThat(leaks.findIn(scratch).orElseThrow()).contains("OneHotEncoding.class");
    }

    /** A source in an archive, a class under another name, and an archive in an archive. */
    @Test
    void looksIntoArchives() throws IOException {
        Step step = Steps.all().get(3);
        byte[] source = Files.readAllBytes(KIT.resolve("solutions").resolve(step.sourceFile()));
        byte[] code = Files.readAllBytes(KIT.resolve("solutions/target/classes/org/rnnkit/step4rnn/RnnForward.class"));
        byte[] inner = Jars.pack(Map.of("org/a/Hidden.class", code));
        for (Map<String, byte[]> archive : List.of(Map.of("a/Notes.txt", source), Map.of("a/Hidden.class", code),
                Map.of("a/inner.zip", inner))) {
            Files.write(scratch.resolve("some.jar"), Jars.pack(archive));
            assertThat(leaks.findIn(scratch).orElseThrow()).startsWith("some.jar!/a/").contains("solution");
        }
        Files.write(scratch.resolve("some.jar"), Jars.pack(Map.of("a/Notes.txt", new byte[0])));
        assertThat(leaks.findIn(scratch)).isEmpty();
        Files.writeString(scratch.resolve("some.jar"), "no archive");
        assertThat(leaks.findIn(scratch)).hasValue("some.jar can't be read, and may hold anything");
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.testkit.steps.Steps#all")
    void everyStepIsAStubWithItsChapter(Step step) throws IOException {
        Path stub = copy.resolve("exercises").resolve(step.sourceFile());
        assertThat(stub).content().containsPattern("NotImplementedYet(\\.raise)?\\(");
        assertThat(stub.resolveSibling("README.md")).exists();
        try (Stream<Path> files = Files.list(stub.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString())).as("the drawings, and no other files")
                    .containsExactlyInAnyOrder(KIT.resolve(step.chapterFile()).getParent().toFile().list());
        }
    }

    @Test
    void theReadmeIsForStudents() throws IOException {
        String readme = Files.readString(copy.resolve("README.md"));
        assertThat(readme).contains("## You want to learn", "## What you need", "## Licence").doesNotContain("solutions",
                "grade-all", "handout");
    }

    @Test
    void theCopyIsARepositoryWithOneCommit() throws Exception {
        assertThat(committed).isEqualTo(Files.isDirectory(copy.resolve(".git")));
        if (committed) {
            assertThat(git(copy, "rev-list", "--count", "main")).isEqualTo("1");
            assertThat(git(copy, "status", "--porcelain", "--untracked-files=no")).isEqualTo("exit value 0");
            assertThat(git(copy, "ls-files", "--stage", "rnnkit")).startsWith("100755");
        }
    }

    @Test
    void theRecordNamesEveryFileButTheSteps() throws IOException {
        Handout handout = Handout.find(copy).orElseThrow();
        try (Stream<Path> files = Files.walk(copy)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> copy.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.matches("\\.git/.*|.*target/.*|runs/.*|handout\\.json|exercises/.*\\.java")))
                    .containsExactlyInAnyOrderElementsOf(handout.files().keySet());
        }
        assertThat(handout.stubs()).hasSize(Steps.withBonus().size());
    }

    @Test
    void aSecondHandoutOfTheSameKitChangesNothing() {
        WrittenHandout again = new StudentCopy(KIT).write(copy);
        assertThat(again.sentences()).startsWith("Nothing has changed since handout ");
        assertThat(again.handout()).isEqualTo(Handout.find(copy).orElseThrow());
    }

    /** A copy of version 1.0.0 is updated by its own command, which reads exactly this of a newer handout. */
    @Test
    void aCopyOfVersion1CanBeUpdatedToIt() throws Exception {
        byte[] json = Files.readAllBytes(copy.resolve("handout.json"));
        assertThat(json).hasSizeLessThan(2_000_000);
        JsonNode record = new JsonMapper().readTree(json);
        JsonNode newest = record.get("history").get(record.get("history").size() - 1);
        assertThat(newest.get("version").asInt()).isPositive();
        assertThat(newest.get("date").isTextual() && newest.get("commit").isTextual()).isTrue();
        for (String part : List.of("files", "stubs")) {
            assertThat(record.get(part).properties()).isNotEmpty().allSatisfy(file -> {
                String path = file.getKey();
                assertThat(path).hasSizeLessThanOrEqualTo(240).doesNotStartWith("runs/").doesNotStartWith(".rnnkit/");
                assertThat(path.split("/")).allMatch(name -> name.matches("[\\w@+-]|[\\w.@+-][\\w .@+-]*[\\w@+-]"))
                        .doesNotContain(".git");
                assertThat(path.matches("exercises/src/main/java/.*\\.java")).isEqualTo(part.equals("stubs"));
                String text = Files.readString(copy.resolve(path), StandardCharsets.ISO_8859_1);
                byte[] content = (text.contains("\0") ? text : text.replace("\r\n", "\n"))
                        .getBytes(StandardCharsets.ISO_8859_1);
                assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
                        .isEqualTo(file.getValue().asText());
            });
        }
        assertThat(record.at("/files/kit~1current").isTextual()).isTrue();
        assertThat(Files.readString(copy.resolve("kit/current")).strip()).matches("[0-9a-f]{12}");
    }

    /** A newer handout is a commit on top of the earlier one, and the course's own files stay. */
    @Test
    void aNewerHandoutReplacesAnEarlierOne() throws Exception {
        Path target = scratch.resolve("course");
        PathUtils.copyDirectory(copy, target);
        Handout before = Handout.find(target).orElseThrow();
        SortedMap<String, String> files = new TreeMap<>(before.files());
        files.put("README.md", Handout.hash("earlier\n".getBytes(StandardCharsets.UTF_8)));
        files.put("old.txt", files.get("README.md"));
        files.put("kit/0123456789ab/libraries.txt", files.get("README.md"));
        Files.write(target.resolve(Handout.FILE), new Handout(before.history(), files, before.stubs()).toJson());
        Files.writeString(target.resolve("README.md"), "earlier\n");
        Files.writeString(target.resolve("old.txt"), "earlier\n");
        Files.writeString(Files.createDirectories(target.resolve("kit/0123456789ab")).resolve("libraries.txt"), "earlier\n");
        Files.writeString(target.resolve("syllabus.md"), "Monday\n");

        if (committed) {
            assertThatThrownBy(() -> new StudentCopy(KIT).write(target)).hasMessageContaining("not committed");
            commit(target, "course");
        }
        Files.writeString(target.resolve("README.md"), "mine\n");
        if (committed) {
            commit(target, "course");
        }
        assertThatThrownBy(() -> new StudentCopy(KIT).write(target)).isInstanceOf(UsageException.class)
                .hasMessageContaining("would replace them: README.md.");

        Files.writeString(target.resolve("README.md"), "earlier\n");
        if (committed) {
            commit(target, "course");
        }
        WrittenHandout written = new StudentCopy(KIT).write(target);

        assertThat(written.sentences()).contains("Students update their copies");
        assertThat(written.handout().getVersion()).isEqualTo(before.getVersion() + 1);
        assertThat(target.resolve("README.md")).hasSameBinaryContentAs(copy.resolve("README.md"));
        assertThat(target.resolve("old.txt")).doesNotExist();
        assertThat(target.resolve("kit/0123456789ab")).doesNotExist();
        assertThat(target.resolve("syllabus.md")).hasContent("Monday");
        if (committed) {
            assertThat(git(target, "log", "-1", "--format=%s")).isEqualTo("Handout " + written.handout().getVersion());
            assertThat(git(target, "status", "--porcelain")).isEqualTo("exit value 0");
        }
    }

    @Test
    void aSubmittedCopyHasNoIgnoredFiles() {
        assertThat(new Intake(Kit.find(Steps.all())).take(copy.toString()).ignored()).isEmpty();
    }

    @Test
    void leavesAFolderWithFilesAlone() throws IOException {
        Path mine = Files.createFile(scratch.resolve("mine.txt"));
        assertThat(RnnKit.execute("handout", scratch.toString())).isEqualTo(2);
        assertThat(RnnKit.execute("handout", mine.toString())).isEqualTo(2);
        assertThat(RnnKit.execute("handout", KIT.resolve("handed-out").toString())).isEqualTo(2);
        assertThat(KIT.resolve("handed-out")).doesNotExist();
        assertThat(scratch.toFile().list()).containsExactly("mine.txt");
    }

    @Test
    void leavesNothingBehindIfTheCopyFails() {
        assertThatThrownBy(() -> new StudentCopy(scratch.resolve("no-kit")).write(scratch.resolve("students")))
                .isInstanceOf(RuntimeException.class);
        assertThat(scratch.toFile().list()).isEmpty();
    }
}
