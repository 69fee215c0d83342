package org.rnnkit.cli.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;
import org.rnnkit.cli.RnnKit;
import org.rnnkit.grader.system.JvmCommand;

/** Tests of the search for the kit's libraries, in an invented home folder with an invented Maven. */
class StartFileTest {

    private static final String LIBRARY = "info/picocli/picocli/4.7.7/picocli-4.7.7.jar";
    private static final String ENGINE = "ai/djl/pytorch/pytorch-native-cpu/2.7.1/pytorch-native-cpu-2.7.1-PLATFORM.jar";

    /** A Maven that keeps its pom, and has downloaded two libraries. */
    private static final String MAVEN = """
            #!/bin/sh
            for option; do
              case $option in -Dmdep.outputFile=*) echo /downloaded/a.jar:/downloaded/b.jar >"${option#*=}" ;; esac
            done
            cp pom.xml "${0%/bin/mvn}/asked.xml"
            """;

    @TempDir
    private Path home;
    private Path kit;
    private Path file;

    @BeforeEach
    void inventAKit() throws IOException {
        kit = home.resolve("my copy/kit/abc");
        file = home.resolve("cache/rnnkit/abc/1-java.txt");
        Programs.write(kit.resolve("libraries.txt"), LIBRARY + "\n" + ENGINE + "\n");
        writeJar();
    }

    private Path writeJar() throws IOException {
        Path jar = kit.resolve("org/rnnkit/cli/abc/cli-abc.jar");
        Files.createDirectories(jar.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("RnnKit.class"));
            zip.write(new byte[1000]);
        }
        return jar;
    }

    @Test
    void saysThatTheJarWithTheCommandsIsDamaged() throws Exception {
        writeLibraries(home.resolve(".m2/repository"));
        Path jar = writeJar();
        byte[] content = Files.readAllBytes(jar);
        content[50] ^= 1;
        Files.write(jar, content);

        assertThat(run(3, "", StartFile.class, kit.toString(), file.toString(), "")).startsWith("rnnkit: the kit in " + kit
                + " can't be started: it is damaged. Delete this folder and start again.");
    }

    @Test
    void aLibraryThatWasDamagedLaterIsNoResult() throws Exception {
        Path damaged = Programs.write(home.resolve(LIBRARY), "half of a library");
        String classPath = damaged + File.pathSeparator + System.getProperty("java.class.path").replace("picocli", "gone");

        assertThat(run(3, classPath, "", RnnKit.class, "list")).isEqualTo("rnnkit: the library " + damaged + " is damaged. "
                + "Delete this file and start again.");
    }

    private void writeLibraries(Path repository) throws IOException {
        Programs.write(repository.resolve(LIBRARY), "");
        for (String platform : List.of("linux-x86_64", "linux-aarch64", "osx-aarch64", "win-x86_64")) {
            Programs.write(repository.resolve(ENGINE.replace("PLATFORM", platform)), "");
        }
    }

    @Test
    void namesTheKitsJarsAndTheLibrariesInTheUsualPlace() throws Exception {
        Path repository = home.resolve(".m2/repository");
        writeLibraries(repository);

        assertThat(start("")).isEqualTo(file.toString());
        assertThat(classPath()).startsWith(kit.resolve("org/rnnkit/toolkit/abc/toolkit-abc.jar").toString())
                .contains(kit.resolve("org/rnnkit/cli/abc/cli-abc.jar").toString(), repository.resolve(LIBRARY).toString())
                .last().asString().matches(".+pytorch-native-cpu-2\\.7\\.1-(linux|osx|win)-\\w+\\.jar");
        assertThat(Files.readAllLines(file)).contains("\"-Drnnkit.cache=" + escaped(file.getParent()) + "\"");

        assertThat(start("1")).isEqualTo(file.toString());
        assertThat(classPath()).last().asString().endsWith("picocli-4.7.7.jar");
    }

    /** On a grading machine, one user builds the kit, and another one starts it. */
    @Test
    void findsTheRepositoryThatTheKitWasBuiltWith() throws Exception {
        Path repository = home.resolve("home of another user");
        writeLibraries(repository);
        Programs.write(kit.resolveSibling("repository"), repository.toString());

        start("");
        assertThat(classPath()).contains(repository.resolve(LIBRARY).toString());
    }

    @Test
    void asksMavenForMissingLibraries() throws Exception {
        assumeTrue(File.separatorChar == '/', "the invented Maven is a shell script");

        assertThat(start("")).endsWith(file.toString()).contains("downloading the kit's libraries (once)");
        assertThat(classPath()).endsWith("/downloaded/a.jar", "/downloaded/b.jar");
        assertThat(home.resolve("asked.xml")).content().contains("<groupId>info.picocli</groupId>"
                + "<artifactId>picocli</artifactId><version>4.7.7</version>")
                .containsPattern("<groupId>ai.djl.pytorch</groupId>.+<classifier>\\w+-\\w+<");
    }

    @Test
    void writesToATemporaryFileIfTheCacheIsReadOnly() throws Exception {
        writeLibraries(home.resolve(".m2/repository"));
        Programs.write(home.resolve("cache"), "a file in the place of the folder");

        Path temporary = Path.of(start(""));
        assertThat(temporary).content().contains(LIBRARY.substring(LIBRARY.lastIndexOf('/') + 1));
        Files.delete(temporary);
    }

    @Test
    void deletesTheCachesOfOldKits() throws Exception {
        writeLibraries(home.resolve(".m2/repository"));
        Path old = Programs.write(home.resolve("cache/rnnkit/0123456789ab/1-java.txt"), "").getParent();
        Path text = Programs.write(home.resolve("cache/rnnkit/timemachine.txt"), "");
        Path fresh = Programs.write(home.resolve("cache/rnnkit/ba9876543210/1-java.txt"), "").getParent();
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        Files.setLastModifiedTime(text, FileTime.fromMillis(0));

        start("");
        assertThat(old).doesNotExist();
        assertThat(List.of(text, fresh)).allMatch(Files::exists);
    }

    @Test
    void saysThatJavaCanNotReadAFolder() throws Exception {
        writeLibraries(home.resolve(".m2/repository"));
        kit = home.resolve("done!/kit/abc");
        Programs.write(kit.resolve("libraries.txt"), LIBRARY + "\n");
        writeJar();

        assertThat(run(3, "", StartFile.class, kit.toString(), file.toString(), "")).startsWith("rnnkit: the kit in " + kit
                + " can't be started: Java finds nothing in a folder whose name ends with '!'. Rename it: " + kit);
    }

    @Test
    void onWindowsTheFileHasAllArgumentsButTheCommands() throws Exception {
        writeLibraries(home.resolve(".m2/repository"));
        Path copy = Files.createDirectories(kit.resolveSibling("J\u00f6rg! & co. (100%)"));
        Files.createDirectories(copy.resolve("bench"));

        startWindows(copy, "list");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).contains("-Xshare:auto", "\"-Drnnkit.home=" + escaped(copy) + "\"").endsWith("org.rnnkit.cli.RnnKit");
        String place = lines.get(lines.size() - 2).replaceAll("\"|-Drnnkit.archive=", "");

        Programs.write(Path.of(place.replace("\\\\", "\\")), "an archive");
        startWindows(copy, "list");
        assertThat(file).content().contains("\"-XX:SharedArchiveFile=" + place + "\"").doesNotContain("-Xshare:auto");

        startWindows(copy, "bench");
        assertThat(classPath()).startsWith(copy.resolve("bench/target/classes").toString(),
                copy.resolve("solutions/target/classes").toString());
        assertThat(Files.readAllLines(file)).contains("-Xshare:auto").endsWith("org.rnnkit.bench.Bench");
    }

    private void startWindows(Path copy, String command) throws Exception {
        assertThat(run(0, "", WindowsStart.class, copy.toString(), kit.toString(), file.toString(), command)).isEmpty();
    }

    private List<String> classPath() throws IOException {
        List<String> lines = Files.readAllLines(file);
        String quoted = lines.get(lines.indexOf("-cp") + 1);
        return List.of(quoted.substring(1, quoted.length() - 1).replace("\\\\", "\\").split(File.pathSeparator));
    }

    private static String escaped(Path path) {
        return path.toString().replace("\\", "\\\\");
    }

    /** Runs the program as the launcher does. Returns what it prints. */
    private String start(String gpu) throws Exception {
        return run(0, gpu, StartFile.class, kit.toString(), file.toString(), "");
    }

    private String run(int status, String gpu, Class<?> program, String... arguments) throws Exception {
        return run(status, "target/classes", gpu, program, arguments);
    }

    private String run(int status, String classPath, String gpu, Class<?> program, String... arguments) throws Exception {
        Programs.script(home.resolve("bin/mvn"), MAVEN);
        List<String> command = new ArrayList<>(JvmCommand.of(List.of("-Duser.home=" + home), classPath, program));
        command.addAll(List.of(arguments));
        return Programs.run(status, Path.of("."), Map.of("MAVEN_OPTS", "", "MAVEN_ARGS", "", "RNNKIT_GPU", gpu, "PATH",
                home.resolve("bin") + File.pathSeparator + System.getenv("PATH")), command).strip();
    }
}
