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

    private static final List<String> LIBRARIES = List.of("picocli-4.7.7.jar", "pytorch-native-cpu-2.7.1-linux-x86_64.jar");

    /** A Maven that keeps its arguments and finds what is in the file libraries. With the file "slow" it never ends. */
    private static final String MAVEN = """
            #!/bin/sh
            home=${0%/bin/mvn}
            echo "$*" >>"$home/asked"
            [ ! -f "$home/slow" ] || exec sleep 60
            for option; do
              case $option in -Dmdep.outputFile=*) cp "$home/libraries" "${option#*=}" ;; esac
            done
            """;

    @TempDir
    private Path home;
    private Path kit;
    private Path file;

    @BeforeEach
    void inventAKit() throws IOException {
        kit = home.resolve("my copy/kit/abc");
        file = home.resolve("cache/rnnkit/abc/1-java.txt");
        Programs.write(kit.resolve("libraries.txt"), "");
        writeJar();
        Programs.script(home.resolve("bin/mvn"), MAVEN);
        Files.createDirectories(home.resolve("tmp"));
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

    /** Writes the libraries, and a class path with them. */
    private void writeLibraries(Path classPath) throws IOException {
        List<String> paths = new ArrayList<>();
        for (String library : LIBRARIES) {
            paths.add(Programs.write(home.resolve("a repository").resolve(library), "").toString());
        }
        Programs.write(classPath, String.join(File.pathSeparator, paths));
    }

    private void writeLibrariesOfTheBuild() throws IOException {
        writeLibraries(kit.resolveSibling("abc.classpath"));
    }

    @Test
    void saysThatTheJarWithTheCommandsIsDamaged() throws Exception {
        writeLibrariesOfTheBuild();
        Path jar = writeJar();
        byte[] content = Files.readAllBytes(jar);
        content[50] ^= 1;
        Files.write(jar, content);

        assertThat(start(3)).startsWith("rnnkit: the kit in " + kit + " can't be started: it is damaged. Delete this folder "
                + "and start again.");
    }

    @Test
    void aLibraryThatWasDamagedLaterIsNoResult() throws Exception {
        Path damaged = Programs.write(home.resolve(LIBRARIES.get(0)), "half of a library");
        String classPath = damaged + File.pathSeparator + System.getProperty("java.class.path").replace("picocli", "gone");

        assertThat(run(3, Map.of(), List.of(), classPath, RnnKit.class, "list")).isEqualTo("rnnkit: the library " + damaged
                + " is damaged. Delete this file and start again.");
    }

    /** On a grading machine, one user builds the kit, and another one starts it. */
    @Test
    void takesTheLibrariesOfTheBuild() throws Exception {
        writeLibrariesOfTheBuild();

        assertThat(start(0)).isEqualTo(file.toString());
        assertThat(classPath()).startsWith(kit.resolve("org/rnnkit/toolkit/abc/toolkit-abc.jar").toString())
                .contains(kit.resolve("org/rnnkit/cli/abc/cli-abc.jar").toString())
                .endsWith(LIBRARIES.stream().map(name -> home.resolve("a repository").resolve(name).toString())
                        .toArray(String[]::new));
        assertThat(Files.readAllLines(file)).contains("\"-Drnnkit.cache=" + escaped(file.getParent()) + "\"");
        assertThat(home.resolve("asked")).doesNotExist();

        assertThat(start(0, Map.of("RNNKIT_GPU", "1"))).isEqualTo(file.toString());
        assertThat(classPath()).last().asString().endsWith(LIBRARIES.get(0));
    }

    /** Java 17 does not know the options. A file that another Java has made must not keep it from starting. */
    @Test
    void aNewerJavaKeepsTheClassesInAnArchive() throws Exception {
        writeLibrariesOfTheBuild();
        start(0);
        List<String> options = List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+AutoCreateSharedArchive",
                "\"-XX:SharedArchiveFile=" + escaped(file.resolveSibling("1-classes.jsa")) + "\"");
        if (Runtime.version().feature() >= 19) {
            assertThat(Files.readAllLines(file)).containsAll(options);
        } else {
            assertThat(Files.readAllLines(file)).doesNotContainAnyElementsOf(options);
            Files.write(file, options);
            Programs.run(0, home, Map.of(), List.of(JvmCommand.java().toString(), "@" + file, "-version"));
        }
    }

    @Test
    void asksMavenOnce() throws Exception {
        assumeTrue(File.separatorChar == '/', "the invented Maven is a shell script");
        writeLibraries(home.resolve("libraries"));

        assertThat(start(0)).endsWith(file.toString()).contains("finding the kit's libraries (once");
        assertThat(classPath()).last().asString().endsWith(LIBRARIES.get(1));
        assertThat(home.resolve("asked")).content().contains("-f " + kit.resolve("libraries.pom"),
                "-Dmaven.repo.local.tail=" + kit);

        Files.delete(file);
        assertThat(start(0)).isEqualTo(file.toString());
        Files.move(home.resolve("a repository"), home.resolve("moved"));
        start(0);
        assertThat(home.resolve("asked")).content().hasLineCount(2);
        assertThat(home.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void leavesNothingIfItIsStoppedDuringTheDownload() throws Exception {
        assumeTrue(File.separatorChar == '/', "the invented Maven is a shell script");
        Programs.write(home.resolve("slow"), "");

        Process start = builder(Map.of(), List.of(), "target/classes", StartFile.class, kit.toString(), file.toString())
                .start();
        while (!Files.exists(home.resolve("asked"))) {
            Thread.sleep(20);
        }
        List<ProcessHandle> maven = start.descendants().toList();
        start.toHandle().destroy();
        start.waitFor();
        assertThat(maven).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(home.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void writesToATemporaryFileIfTheCacheIsReadOnly() throws Exception {
        writeLibraries(home.resolve("libraries"));
        Programs.write(home.resolve("cache"), "a file in the place of the folder");

        Path temporary = Path.of(start(0).lines().reduce((first, last) -> last).orElseThrow());
        assertThat(temporary).content().contains(LIBRARIES.get(0));
    }

    @Test
    void deletesTheCachesOfOldKits() throws Exception {
        writeLibrariesOfTheBuild();
        Path old = Programs.write(home.resolve("cache/rnnkit/0123456789ab/1-java.txt"), "").getParent();
        Path text = Programs.write(home.resolve("cache/rnnkit/timemachine.txt"), "");
        Path fresh = Programs.write(home.resolve("cache/rnnkit/ba9876543210/1-java.txt"), "").getParent();
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        Files.setLastModifiedTime(text, FileTime.fromMillis(0));

        start(0);
        assertThat(old).doesNotExist();
        assertThat(List.of(text, fresh)).allMatch(Files::exists);
    }

    @Test
    void saysThatJavaCanNotReadAFolder() throws Exception {
        kit = home.resolve("done!/kit/abc");
        Programs.write(kit.resolve("libraries.txt"), "");
        writeJar();
        writeLibrariesOfTheBuild();

        assertThat(start(3)).startsWith("rnnkit: the kit in " + kit + " can't be started: Java finds nothing in a folder whose "
                + "name ends with '!'. Rename it: " + kit);
    }

    @Test
    void saysThatAMachineIsNotSupported() throws Exception {
        writeLibrariesOfTheBuild();

        assertThat(start(3, Map.of(), "-Dos.name=Mac OS X", "-Dos.arch=x86_64")).startsWith("rnnkit: the kit in " + kit
                + " can't be started: there is no PyTorch library for osx-x86_64. The kit runs on Linux (x86_64, aarch64)");
    }

    /** Maven and PyTorch would download their libraries to a folder "?" in whichever folder a command is started. */
    @Test
    void saysThatAnUnknownUserHasNoHome() throws Exception {
        writeLibrariesOfTheBuild();

        assertThat(start(3, Map.of(), "-Duser.home=?")).startsWith("rnnkit: you have no home folder here (\"?\")")
                .endsWith("set JAVA_TOOL_OPTIONS=-Duser.home=FOLDER, with a folder that you can write to.");
        assertThat(file).doesNotExist();
    }

    @Test
    void onWindowsTheFileHasAllArgumentsButTheCommands() throws Exception {
        writeLibrariesOfTheBuild();
        Path copy = Files.createDirectories(kit.resolveSibling("J\u00f6rg! & co. (100%)"));

        assertThat(run(0, Map.of(), List.of(), "target/classes", WindowsStart.class, copy.toString(), kit.toString(),
                file.toString())).isEmpty();
        assertThat(classPath()).last().asString().endsWith(LIBRARIES.get(1));
        assertThat(Files.readAllLines(file)).endsWith("\"-Drnnkit.home=" + escaped(copy) + "\"", "org.rnnkit.cli.RnnKit");
    }

    private List<String> classPath() throws IOException {
        List<String> lines = Files.readAllLines(file);
        String quoted = lines.get(lines.indexOf("-cp") + 1);
        return List.of(quoted.substring(1, quoted.length() - 1).replace("\\\\", "\\").split(File.pathSeparator));
    }

    private static String escaped(Path path) {
        return path.toString().replace("\\", "\\\\");
    }

    private String start(int status) throws Exception {
        return start(status, Map.of());
    }

    /** Runs the program as the launcher does. Returns what it prints. */
    private String start(int status, Map<String, String> environment, String... flags) throws Exception {
        return run(status, environment, List.of(flags), "target/classes", StartFile.class, kit.toString(), file.toString());
    }

    private String run(int status, Map<String, String> environment, List<String> flags, String classPath, Class<?> program,
            String... arguments) throws Exception {
        ProcessBuilder builder = builder(environment, flags, classPath, program, arguments);
        return Programs.run(status, Path.of("."), builder.environment(), builder.command()).strip();
    }

    private ProcessBuilder builder(Map<String, String> environment, List<String> flags, String classPath, Class<?> program,
            String... arguments) {
        List<String> options = new ArrayList<>(List.of("-Duser.home=" + home, "-Djava.io.tmpdir=" + home.resolve("tmp")));
        options.addAll(flags);
        List<String> command = JvmCommand.of(options, classPath, program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("RNNKIT_GPU", "", "PATH",
                home.resolve("bin") + File.pathSeparator + System.getenv("PATH")));
        builder.environment().putAll(environment);
        return builder;
    }
}
