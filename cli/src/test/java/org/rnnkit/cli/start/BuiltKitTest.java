package org.rnnkit.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;
import org.rnnkit.cli.RnnKit;
import org.rnnkit.grader.ReferenceClasses;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the built kit: its bytes, what is not in it, and a grading that runs from it. */
class BuiltKitTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private static Path parent;
    private static Path built;

    @TempDir
    private Path folder;

    @BeforeAll
    static void write() throws IOException {
        built = new BuiltKitWriter(KIT).write(parent);
    }

    @Test
    void theSameClassesGiveTheSameBytesUnderTheSameHash() throws IOException {
        Path second = new BuiltKitWriter(KIT).write(folder);

        assertThat(second).hasFileName(built.getFileName().toString());
        assertThat(files(second)).containsExactlyEntriesOf(files(built)).hasSizeLessThan(25);
        assertThat(built.getFileName().toString()).matches("[0-9a-f]{12}");
        assertThat(folder.toFile().list()).as("nothing else is left there").hasSize(1);
    }

    @Test
    void aFolderThatWasChangedIsReplaced() throws IOException {
        Path kit = folder.resolve(built.getFileName());
        FileUtils.copyDirectory(built.toFile(), kit.toFile());
        Files.writeString(kit.resolve(".DS_Store"), "macOS has shown the folder");
        assertThat(BuiltKit.isIntact(kit)).isTrue();
        Files.writeString(kit.resolve(BuiltKit.STYLE_RULES), "no rules");
        assertThat(BuiltKit.isIntact(kit)).isFalse();

        assertThat(new BuiltKitWriter(KIT).write(folder)).isEqualTo(kit);

        assertThat(files(kit)).containsExactlyEntriesOf(files(built));
        assertThat(folder.toFile().list()).as("nothing else is left there").hasSize(1);
    }

    @Test
    void takesNothingThatAnEditorLeavesBesideAChapter() throws IOException {
        for (String name : List.of("README.md", "unrolled.svg", "notes.txt", "README.md~", ".#README.md")) {
            Files.writeString(folder.resolve(name), "");
        }
        Files.createDirectory(folder.resolve("drafts.md"));

        assertThat(folder.toFile().listFiles()).filteredOn(file -> BuiltKitWriter.isSource(file.toPath(), "md|svg"))
                .extracting(File::getName).containsExactlyInAnyOrder("README.md", "unrolled.svg");
    }

    /** Otherwise the bytes would depend on what was built before. */
    @Test
    void whatIsNoLongerInTheSourcesIsDeleted() throws IOException {
        for (String file : List.of("sources/org/Page.java", "resources/org/page.css", "classes/org/page.css",
                "classes/org/old.css", "classes/org/Page.class", "classes/org/Page$Line.class", "classes/org/Page$1.class",
                "classes/org/Old.class", "classes/gg/jte/JtepageGenerated.class")) {
            Programs.write(folder.resolve(file), "");
        }

        BuiltKitWriter.deleteLeftovers(folder.resolve("classes"), folder.resolve("sources"), folder.resolve("resources"));

        assertThat(folder.resolve("classes/org").toFile().list()).containsExactlyInAnyOrder("page.css", "Page.class",
                "Page$Line.class", "Page$1.class");
        assertThat(folder.resolve("classes/gg/jte/JtepageGenerated.class")).exists();
    }

    /** Reads files as text, in which each byte is a character. */
    private static Map<String, String> files(Path kit) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(kit)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(kit.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    @Test
    void hasNoPartOfTheReference() throws IOException {
        List<String> parts = ReferenceClasses.parts().stream().map(part -> new String(part, StandardCharsets.ISO_8859_1))
                .toList();
        Map<String, String> entries = new HashMap<>();
        for (String content : files(built).values()) {
            entries.putAll(entries(content.getBytes(StandardCharsets.ISO_8859_1)));
        }

        assertThat(entries).containsKeys("stubs/" + Steps.all().get(0).sourceFile(),
                "exercises/src/main/java/org/rnnkit/step9training/README.md", "docs/learning.md",
                "src/test/java/org/rnnkit/step1onehot/OneHotEncodingTest.java",
                "org/rnnkit/step1onehot/OneHotEncodingTest.class", "org/rnnkit/cli/RnnKit.class");
        assertThat(entries).allSatisfy((name, content) -> assertThat(parts).as(name).noneMatch(content::contains));
        for (Step step : Steps.withBonus()) {
            assertThat(entries.get("stubs/" + step.sourceFile())).contains("NotImplementedYet");
        }
    }

    private static Map<String, String> entries(byte[] archive) throws IOException {
        Map<String, String> entries = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return entries;
    }

    @Test
    void isAMavenRepositoryWithTheHashAsItsVersion() throws IOException {
        String hash = built.getFileName().toString();
        for (String module : List.of("toolkit", "testkit", "cli", "rnnkit")) {
            Path pom = built.resolve("org/rnnkit").resolve(module).resolve(hash).resolve(module + "-" + hash + ".pom");
            assertThat(pom).content().contains("<version>" + hash + "</version>").doesNotContain("${revision}");
        }
        assertThat(built.resolve("libraries.pom")).content().contains("<version>" + hash + "</version>",
                "org/rnnkit/rnnkit/" + hash + "/rnnkit-" + hash + ".pom").doesNotContain("${revision}");
        assertThat(Files.readAllLines(built.resolve(BuiltKit.LIBRARIES))).contains("api-0.36.0.jar")
                .allSatisfy(library -> assertThat(library).endsWith(".jar").doesNotContain("/", "\\", "linux"));
    }

    /** A grading from a built kit reads no other file of the kit, so all others may change during the grading. */
    @Test
    @Tag("slow")
    void aGradingReadsNoOtherPartOfTheKit() throws Exception {
        Step step = Steps.all().get(2);
        Path own = folder.resolve("kit").resolve(built.getFileName());
        FileUtils.copyDirectory(built.toFile(), own.toFile());
        FileUtils.copyFile(KIT.resolve("solutions").resolve(step.sourceFile()).toFile(),
                folder.resolve("exercises").resolve(step.sourceFile()).toFile());
        for (String part : List.of("solutions/target/test-classes/org/rnnkit/step3state/HiddenStateTest.class",
                "standins/target/classes/org/rnnkit/step3state/HiddenState.class", "testkit/target/classes/steps.yaml",
                "src/test/java/org/rnnkit/step3state/HiddenStateTest.java", "checkstyle.xml", "kit/current")) {
            Programs.write(folder.resolve(part), "another build");
        }

        JsonNode report = grade(own);

        assertThat(report.at("/steps/2/status").asText()).isEqualTo("passed");
        assertThat(report.at("/grading/kit/hash").asText()).isEqualTo(built.getFileName().toString());
        assertThat(report.at("/grading/command").asText()).startsWith("./rnnkit --kit " + built.getFileName() + " grade ");
    }

    private JsonNode grade(Path own) throws Exception {
        String modules = Stream.of("toolkit", "testkit", "grader", "classroom", "learner", "cli")
                .map(module -> BuiltKit.jar(own, module).toString()).collect(Collectors.joining(File.pathSeparator));
        String libraries = BuiltKit.inTarget(KIT).libraries().stream().skip(1).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(JvmCommand.of(List.of("-Drnnkit.home=" + folder,
                "-Drnnkit.cache=" + folder.resolve("cache")), modules + File.pathSeparator + libraries, RnnKit.class));
        command.addAll(List.of("grade", "--no-training", "--isolation", "process", "--out", folder.resolve("out").toString()));
        Programs.run(1, folder, Map.of(), command);
        return new JsonMapper().readTree(folder.resolve("out/report.json").toFile());
    }

    @Test
    void sweepsOldKitsThatNobodyUses() throws IOException {
        String current = "a".repeat(12);
        String before = "b".repeat(12);
        String unused = "c".repeat(12);
        String used = "d".repeat(12);
        String fresh = "e".repeat(12);
        for (String name : List.of(current, before, unused, used, fresh, "notes")) {
            Programs.write(folder.resolve(name).resolve(BuiltKit.LIBRARIES), "");
            if (!name.equals(fresh)) {
                Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(0));
            }
        }
        for (String name : List.of(unused, fresh)) {
            Files.writeString(folder.resolve(name + StartFile.CLASS_PATH), "");
        }
        Files.writeString(folder.resolve("build.lock"), "");
        Process user = holdLock(folder.resolve(used));
        try {
            BuiltKitWriter.sweep(folder, List.of(current, before), Duration.ofDays(1));
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder(current, before, used, fresh,
                    fresh + StartFile.CLASS_PATH, "notes", "build.lock");
        } finally {
            user.destroy();
            user.onExit().join();
        }
        BuiltKitWriter.sweep(folder, List.of(current, before), Duration.ofDays(1));
        assertThat(folder.resolve(used)).doesNotExist();
    }

    @Test
    void tellsThatAProcessUsesTheKitAndItsCache() throws IOException {
        List<Path> files = List.of(folder.resolve(BuiltKit.LIBRARIES), folder.resolve(StartFile.USED));
        for (Path file : files) {
            Files.writeString(file, "");
        }
        Process user = holdLock(folder);
        try {
            assertThat(files).allMatch(StartFile::isInUse);
        } finally {
            user.destroy();
            user.onExit().join();
        }
        assertThat(files).noneMatch(StartFile::isInUse);
    }

    /** Starts a process that uses a kit, and waits until it does. */
    private static Process holdLock(Path kit) throws IOException {
        List<String> command = JvmCommand.of(List.of(), System.getProperty("java.class.path"), User.class);
        command.add(kit.toString());
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        InputStream ready = process.getInputStream();
        assertThat(ready.read()).isPositive();
        return process;
    }

    /** A program that uses a built kit until it is killed. */
    static final class User {

        private User() {}

        public static void main(String[] args) throws InterruptedException {
            System.setProperty("rnnkit.cache", args[0]);
            BuiltKitWriter.markAsUsed(Path.of(args[0]));
            System.out.println("ready");
            Thread.sleep(60_000);
        }
    }
}
