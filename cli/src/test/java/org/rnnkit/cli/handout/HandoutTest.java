package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.file.PathUtils;
import org.apache.commons.io.filefilter.NameFileFilter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.cli.RnnKit;
import org.rnnkit.cli.handout.StudentCopy.WrittenHandout;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.learner.guide.Stub;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the students' copy: it builds, and has no part of the reference. */
@Tag("slow")
class HandoutTest {

    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final Path KIT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private static Path folder;

    private static Path copy;
    private static boolean committed;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void handOut() {
        copy = folder.resolve("new/students");
        committed = new StudentCopy(KIT).write(copy).committed();
    }

    static List<Step> steps() {
        return Steps.all();
    }

    static List<Step> withBonus() {
        return Steps.withBonus();
    }

    @Test
    void theCopyHasNoPartOfTheReference() throws IOException {
        assertThat(copy.resolve("solutions")).doesNotExist();
        assertThat(copy.resolve("grader")).doesNotExist();
        assertThat(new SolutionLeaks(KIT).findIn(copy)).isEmpty();
    }

    /** Classroom 50 takes up to 10 MB. */
    @Test
    void isSmall() throws IOException {
        try (Stream<Path> files = Files.walk(copy)) {
            List<Path> all = files.filter(file -> Files.isRegularFile(file) && !copy.relativize(file).toString()
                    .matches("\\.git/.*|.*target/.*|runs/.*")).toList();
            assertThat(all).hasSizeLessThanOrEqualTo(160).noneMatch(file -> file.endsWith(Layout.CONTRACT));
            assertThat(all.stream().mapToLong(file -> file.toFile().length()).sum()).isLessThan(8_000_000);
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void findsTheSolutionOfEveryStep(Step step) throws IOException {
        String indented = Files.readString(KIT.resolve("solutions").resolve(step.sourceFile())).indent(4);
        Files.writeString(scratch.resolve("Notes.txt"), indented.replace("// <", "// "));
        assertThat(new SolutionLeaks(KIT).findIn(scratch))
                .hasValue("Notes.txt has the solution of step " + step.number() + " in it");
    }

    @ParameterizedTest
    @MethodSource("withBonus")
    void findsTheSolutionOfEveryStepWithOtherNamesAndInComments(Step step) throws IOException {
        String solution = Files.readString(KIT.resolve("solutions").resolve(step.sourceFile()));
        String renamed = Pattern.compile("\\b[a-z]\\w*\\b(?!\\s*\\()").matcher(solution.replaceAll("//.*", "")).replaceAll(
                name -> SourceVersion.isKeyword(name.group()) ? name.group() : "my" + name.group()).replaceAll("\\s+", " ");
        for (String hidden : List.of(renamed, "/* " + renamed.replace("/*", "").replace("*/", "") + "*/")) {
            Files.writeString(scratch.resolve("Mine.java"), hidden);
            assertThat(new SolutionLeaks(KIT).findIn(scratch).orElseThrow())
                    .startsWith("Mine.java has code of the solution of step ").contains(", with other names");
        }
    }

    /** The file is a training loop that contains step 8 in pieces, and step 4 with another activation. */
    @Test
    void findsALoopLikeTheOneOfASolution() throws IOException {
        try (InputStream loop = HandoutTest.class.getResourceAsStream("/handout/training-loop.txt")) {
            Files.copy(loop, scratch.resolve("Loop.java"));
        }
        assertThat(new SolutionLeaks(KIT).findIn(scratch).orElseThrow())
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
        assertThat(new SolutionLeaks(KIT).findIn(scratch)).isEmpty();
    }

    @Test
    void findsACompiledClass() throws IOException {
        Files.createFile(scratch.resolve("OneHotEncoding.class"));
        assertThat(new SolutionLeaks(KIT).findIn(scratch).orElseThrow()).contains("OneHotEncoding.class");
    }

    /** A source in an archive, a class under another name, and an archive in an archive. */
    @Test
    void looksIntoArchives() throws IOException {
        Step step = Steps.all().get(3);
        byte[] source = Files.readAllBytes(KIT.resolve("solutions").resolve(step.sourceFile()));
        byte[] code = Files.readAllBytes(KIT.resolve("solutions/target/classes/org/rnnkit/step4rnn/RnnForward.class"));
        byte[] inner = WorkerJar.pack(Map.of("org/a/Hidden.class", code));
        for (Map<String, byte[]> archive : List.of(Map.of("a/Notes.txt", source), Map.of("a/Hidden.class", code),
                Map.of("a/inner.zip", inner))) {
            Files.write(scratch.resolve("some.jar"), WorkerJar.pack(archive));
            assertThat(new SolutionLeaks(KIT).findIn(scratch).orElseThrow()).startsWith("some.jar!/a/").contains("solution");
        }
        Files.write(scratch.resolve("some.jar"), WorkerJar.pack(Map.of("a/Notes.txt", new byte[0])));
        assertThat(new SolutionLeaks(KIT).findIn(scratch)).isEmpty();
        Files.writeString(scratch.resolve("some.jar"), "no archive");
        assertThat(new SolutionLeaks(KIT).findIn(scratch)).hasValue("some.jar can't be read, and may hold anything");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyStepIsAStubWithItsChapter(Step step) throws IOException {
        Path stub = copy.resolve("exercises").resolve(step.sourceFile());
        assertThat(stub).content().contains("throw new NotImplementedYet(");
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
        Matcher link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(readme);
        while (link.find()) {
            assertThat(copy.resolve(link.group(1))).exists();
        }
    }

    @Test
    void theCopyIsARepositoryWithOneCommit() throws Exception {
        assertThat(committed).isEqualTo(Files.isDirectory(copy.resolve(".git")));
        if (committed) {
            assertThat(run(0, "git", "rev-list", "--count", "main")).isEqualToIgnoringNewLines("1");
            assertThat(run(0, "git", "status", "--porcelain", "--untracked-files=no")).isEmpty();
            assertThat(run(0, "git", "ls-files", "--stage", "rnnkit")).startsWith("100755");
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
        assertThat(handout.stubs()).hasSize(withBonus().size() + Steps.given().size());
    }

    @Test
    void aSecondHandoutOfTheSameKitChangesNothing() {
        WrittenHandout again = new StudentCopy(KIT).write(copy);
        assertThat(again.kind()).isEqualTo(WrittenHandout.Kind.SAME);
        assertThat(again.handout()).isEqualTo(Handout.find(copy).orElseThrow());
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
            commit(target);
        }
        Files.writeString(target.resolve("README.md"), "mine\n");
        if (committed) {
            commit(target);
        }
        assertThatThrownBy(() -> new StudentCopy(KIT).write(target)).isInstanceOf(UsageException.class)
                .hasMessageContaining("would replace them: README.md.");

        Files.writeString(target.resolve("README.md"), "earlier\n");
        if (committed) {
            commit(target);
        }
        WrittenHandout written = new StudentCopy(KIT).write(target);

        assertThat(written.kind()).isEqualTo(WrittenHandout.Kind.ON_TOP);
        assertThat(written.handout().getVersion()).isEqualTo(before.getVersion() + 1);
        assertThat(target.resolve("README.md")).hasSameBinaryContentAs(copy.resolve("README.md"));
        assertThat(target.resolve("old.txt")).doesNotExist();
        assertThat(target.resolve("kit/0123456789ab")).doesNotExist();
        assertThat(target.resolve("syllabus.md")).hasContent("Monday");
        assertThat(target.resolve(".rnnkit/before-update")).doesNotExist();
        if (committed) {
            assertThat(git(target, "log", "-1", "--format=%s")).isEqualTo("Handout " + written.handout().getVersion());
            assertThat(git(target, "status", "--porcelain")).isEqualTo("exit value 0");
        }
    }

    private static void commit(Path target) {
        git(target, "add", "--all");
        git(target, "-c", "user.name=a", "-c", "user.email=a@localhost", "commit", "--quiet", "--message=course");
    }

    private static String git(Path target, String... arguments) {
        return CommandProbe.git(target, Duration.ofMinutes(1), arguments).line();
    }

    @Test
    void aSubmittedCopyHasNoIgnoredFiles() {
        assertThat(new Intake(Kit.find(Steps.all())).take(copy.toString()).ignored()).isEmpty();
    }

    /** Runs the commands that students type: first the launcher, which builds the kit, then all with nine steps written. */
    @Test
    void theCopyBuildsAndRunsAlone() throws Exception {
        String first = Steps.all().get(0).title();
        assertThat(rnnkit(1, "grade", "--no-training")).contains("0 of " + Steps.all().size() + " steps passed, score 0/");
        assertThat(maven(copy, "-pl", "exercises")).contains("0 of " + Steps.all().size() + " steps pass",
                "Next: step 1, " + first, "[ERROR]").doesNotContain("Reactor Summary", "BUILD FAILURE");
        try (Stream<Path> files = Files.walk(copy.resolve("src/test/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml"))).isNotEmpty().allSatisfy(meanings ->
                assertThat(copy.resolve("exercises/target/test-classes")
                        .resolve(copy.resolve("src/test/java").relativize(meanings).toString())).exists());
        }
        assertThat(rnnkit(0, "list")).contains("0 of " + Steps.all().size() + " steps pass");
        assertThat(rnnkit(0, "hint", "1")).contains("Step 1, " + first);
        assertThat(rnnkit(0, "doctor")).contains("Grading works here.");
        assertThat(rnnkit(1, "watch", "--once")).contains("0 of " + Steps.all().size() + " steps pass");
        assertThat(rnnkit(2, "experiment", "steps")).contains("An experiment needs all " + Steps.all().size() + " steps")
                .hasLineCount(1);
        assertThat(rnnkit(2, "play")).doesNotContain("train solutions").hasLineCount(1);
        try {
            finish(steps());
            assertThat(rnnkit(0, "watch", "--once")).contains(Steps.all().size() + " of " + Steps.all().size() + " steps pass",
                    Steps.bonus().isEmpty() ? "" : "If you want more: step " + Steps.bonus().get(0).number());
            assertThat(rnnkit(0, "solution", "1")).contains("no solutions/").hasLineCount(1);
            finish(Steps.bonus());
            int points = Steps.bonus().stream().mapToInt(Step::points).sum();
            assertThat(rnnkit(0, "grade", "--bonus", "--no-training")).contains("bonus " + points + "/" + points);
            String trained = scratch.resolve("run").toString();
            rnnkit(0, "train", "--epochs", "2", "--hidden", "8", "--out", trained);
            assertThat(rnnkit(0, "generate", trained, "--temperature", "0.8")).startsWith("time traveller").hasLineCount(1);
            assertThat(rnnkit(0, "reset", "1")).contains("Step 1 is the stub again");
            assertThat(copy.resolve("exercises").resolve(steps().get(0).sourceFile())).content().contains("NotImplementedYet");
        } finally {
            putStubsBack();
        }
    }

    /** Maven in the folder of the exercises, and a command that trains as {@code train} does, but four times. */
    @Test
    @Tag("thorough")
    void theCopyBuildsFromAnotherFolderAndExperiments() throws Exception {
        assertThat(maven(copy.resolve("exercises"), "-Dgroups=step1")).contains("0 of 1 step passes");
        try {
            finish(steps());
            assertThat(rnnkit(0, "experiment", "steps", "--seeds", "1", "--epochs", "2")).contains("Training with exercises",
                    "4 of 4 trainings", "After 2 epochs");
        } finally {
            putStubsBack();
        }
    }

    private static void finish(List<Step> steps) throws IOException {
        for (Step step : steps) {
            Files.copy(KIT.resolve("solutions").resolve(step.sourceFile()),
                    copy.resolve("exercises").resolve(step.sourceFile()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void putStubsBack() throws IOException {
        for (Step step : withBonus()) {
            String solution = Files.readString(KIT.resolve("solutions").resolve(step.sourceFile()));
            Files.writeString(copy.resolve("exercises").resolve(step.sourceFile()),
                    Stub.of(solution, step.className(), step.number()));
        }
    }

    /**
     * Runs a student's Maven without a network, with settings in which one server stands for all others. Nothing of the kit
     * gets into the user's repository, where it could meet another kit.
     */
    private String maven(Path place, String... options) throws Exception {
        Path settings = Files.writeString(scratch.resolve("settings.xml"), "<settings><mirrors><mirror><id>all</id>"
                + "<mirrorOf>*</mirrorOf><url>http://localhost:1</url></mirror></mirrors></settings>");
        // Without its record of where each library came from, Maven uses those that did not come from this server.
        String output = runIn(place, 1, Stream.concat(Stream.of(WINDOWS ? "mvn.cmd" : "mvn", "-B", "-o", "-s",
                settings.toString(), "-Daether.enhancedLocalRepository.trackingFilename=none", "test"), Stream.of(options))
                .toArray(String[]::new));
        String kit = Files.readString(copy.resolve("kit/current")).strip();
        assertThat(Path.of(System.getProperty("user.home"), ".m2/repository/org/rnnkit/toolkit", kit)).doesNotExist();
        return output;
    }

    /**
     * Copies of two courses, whose kits differ, on one machine. As an IDE does, Maven copies what it needs of a kit to the
     * user's repository.
     */
    @Test
    @Tag("thorough")
    void twoCopiesWithTwoKitsDoNotMeet() throws Exception {
        Step first = Steps.all().get(0);
        Path other = scratch.resolve("other");
        FileUtils.copyDirectory(copy.toFile(), other.toFile(), new NameFileFilter(".git", "target").negate());
        giveAnotherKit(other, first.title(), "Another title");

        for (Path place : List.of(copy, other, copy)) {
            Path user = scratch.resolve("user");
            String output = runIn(place, 1, WINDOWS ? "mvn.cmd" : "mvn", "-B", "-o", "-Daether.offline.protocols=file",
                    "-Dmaven.repo.local=" + user, "-Dmaven.repo.local.tail=" + Path.of(System.getProperty("user.home"),
                            ".m2/repository"), "-Dmaven.repo.local.tail.ignoreAvailability=true", "test", "-pl", "exercises",
                    "-Dgroups=step1");
            assertThat(output).contains("Next: step 1, " + (place.equals(copy) ? first.title() : "Another title"));
            assertThat(user.resolve("org/rnnkit/testkit").resolve(Files.readString(place.resolve("kit/current")).strip()))
                    .isDirectory();
        }
    }

    /** Puts a kit with another title in the place of a copy's own, as another course has it. */
    private static void giveAnotherKit(Path place, String title, String newTitle) throws IOException {
        String hash = Files.readString(place.resolve("kit/current")).strip();
        String newHash = "0123456789ab";
        Path kit = Files.move(place.resolve("kit").resolve(hash), place.resolve("kit").resolve(newHash));
        List<Path> paths;
        try (Stream<Path> found = Files.walk(place)) {
            paths = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            if (Files.isRegularFile(path) && path.toString().matches(".*(\\.pom|pom\\.xml|maven\\.config|current)")) {
                Files.writeString(path, Files.readString(path).replace(hash, newHash));
            }
            Files.move(path, path.resolveSibling(path.getFileName().toString().replace(hash, newHash)));
        }
        Path jar = BuiltKit.jar(kit, "testkit");
        Map<String, byte[]> files = new TreeMap<>(ModuleClasses.read(jar));
        files.put("steps.yaml", new String(files.get("steps.yaml"), StandardCharsets.UTF_8).replace(title, newTitle)
                .getBytes(StandardCharsets.UTF_8));
        Files.write(jar, WorkerJar.pack(files));
    }

    /** Maven runs the student's files, and commands run the kit's. */
    @Test
    void aCommandSaysThatATestDiffersFromTheKits() throws Exception {
        Path test = copy.resolve("src/test/java/org/rnnkit/step1onehot/OneHotEncodingTest.java");
        String before = Files.readString(test);
        Files.writeString(test, before.replace("class OneHotEncodingTest {", "class OneHotEncodingTest { // mine"));
        try {
            assertThat(rnnkit(0, "list")).contains("rnnkit: src/test/java/org/rnnkit/step1onehot/OneHotEncodingTest.java "
                    + "differs from the kit's, so Maven may show other results: this command runs the kit's own tests.");
        } finally {
            Files.writeString(test, before);
        }
        assertThat(rnnkit(0, "list")).doesNotContain("differs from the kit's");
    }

    @Test
    void endsAnInterruptedUpdateAndRunsMeanwhile() throws Exception {
        Path mark = copy.resolve(".rnnkit/before-update/unfinished");
        Files.createDirectories(mark.getParent());
        Files.writeString(mark, "update");
        assertThat(rnnkit(0, "--version")).contains("The last update was interrupted. It is undone.");
        assertThat(mark).doesNotExist();
        assertThat(rnnkit(0, "--version")).doesNotContain("interrupted");
    }

    private String rnnkit(int status, String... arguments) throws Exception {
        return run(status, Stream.concat(Stream.of(copy.resolve(WINDOWS ? "rnnkit.cmd" : "rnnkit").toString()),
                Stream.of(arguments)).toArray(String[]::new));
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

    private String run(int status, String... command) throws IOException, InterruptedException {
        return runIn(copy, status, command);
    }

    private String runIn(Path place, int status, String... command) throws IOException, InterruptedException {
        Path log = scratch.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // On a CI machine, no class-data archive is made in the background.
        builder.environment().put("CI", "true");
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
        String output = Files.readString(log);
        assertThat(process.exitValue()).as(output).isEqualTo(status);
        return output;
    }
}
