package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.rnnkit.cli.Programs;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.HandoutVersion;
import org.rnnkit.grader.submission.TestArchive;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.Scratch;

/**
 * A handout of a few short files, for tests.
 *
 * @param version its number
 * @param files the text of each file of the kit and of each stub, by its path
 */
record SmallHandout(int version, SortedMap<String, String> files) {

    static final String README = "README.md";
    static final String CHAPTER = "exercises/src/main/java/org/rnnkit/step1onehot/README.md";
    static final String FIRST = "exercises/src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java";
    static final String SECOND = "exercises/src/main/java/org/rnnkit/step2parameters/RnnParameters.java";
    static final String TEST = "src/test/java/org/rnnkit/step1onehot/OneHotEncodingTest.java";

    private static final String TOOLKIT = "org/rnnkit/toolkit.jar";

    /** Makes handout 1, whose built kit has the toolkit in one jar. */
    static SmallHandout first() {
        return new SmallHandout(1, new TreeMap<>(Map.of(README, "one\n", CHAPTER, "# Step 1\n", TEST,
                "class OneHotEncodingTest {}\n", "rnnkit", "#!/bin/sh\n", FIRST, "// TODO 1\n", SECOND, "// TODO 2\n",
                "kit/current", kit(1) + "\n", toolkit(1), "toolkit 1")));
    }

    /** Returns the hash of a handout's built kit. */
    static String kit(int version) {
        return BuiltKit.hash(Map.of(TOOLKIT, bytes("toolkit " + version)));
    }

    /** Returns the path of the toolkit in a handout's built kit. */
    static String toolkit(int version) {
        return "kit/" + kit(version) + "/" + TOOLKIT;
    }

    /**
     * Makes the next handout, with another built kit and other files: each path is followed by its text, or by null if the
     * file is gone.
     */
    SmallHandout next(String... changes) {
        SortedMap<String, String> changed = new TreeMap<>(files);
        changed.remove(toolkit(version));
        changed.put(toolkit(version + 1), "toolkit " + (version + 1));
        changed.put("kit/current", kit(version + 1) + "\n");
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                changed.remove(changes[i]);
            } else {
                changed.put(changes[i], changes[i + 1]);
            }
        }
        return new SmallHandout(version + 1, changed);
    }

    Handout handout() {
        SortedMap<String, String> hashes = new TreeMap<>();
        SortedMap<String, String> stubs = new TreeMap<>();
        files.forEach((path, text) -> (Handout.isStep(path) ? stubs : hashes).put(path, Handout.hash(bytes(text))));
        List<HandoutVersion> history = new ArrayList<>();
        for (int i = 1; i <= version; i++) {
            history.add(new HandoutVersion(i, "2026-11-0" + i, ""));
        }
        return new Handout(history, hashes, stubs);
    }

    private SortedMap<String, byte[]> all() {
        SortedMap<String, byte[]> all = new TreeMap<>();
        files.forEach((path, text) -> all.put(path, bytes(text)));
        all.put(Handout.FILE, handout().toJson());
        return all;
    }

    /** Writes the handout as it is handed out. */
    Path write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : all().entrySet()) {
            Scratch.write(folder, file.getKey(), file.getValue());
        }
        return folder;
    }

    /** Writes a copy in which a student has written a step, a helper and a model. */
    Path writeWithWork(Path folder) throws IOException {
        Path copy = write(folder);
        Programs.write(copy.resolve(FIRST), "my code\n");
        Programs.write(copy.resolve(FIRST).resolveSibling("Helper.java"), "my helper\n");
        Programs.write(copy.resolve("runs/model.txt"), "my model\n");
        return copy;
    }

    /** Writes the handout to an archive, in a folder as GitHub does. */
    Path zip(Path file) throws IOException {
        try (TestArchive archive = TestArchive.create(file)) {
            for (Map.Entry<String, byte[]> entry : all().entrySet()) {
                archive.file("rnn-kit-main/" + entry.getKey(), entry.getValue());
            }
        }
        return file;
    }

    /** Writes the handout to a compressed tar archive. */
    Path tarGz(Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> entry : all().entrySet()) {
                TarArchiveEntry header = new TarArchiveEntry("./" + entry.getKey());
                header.setSize(entry.getValue().length);
                tar.putArchiveEntry(header);
                tar.write(entry.getValue());
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    /** Commits all files of a folder. */
    static void commit(Path folder, String message) {
        git(folder, "add", "--all");
        git(folder, "-c", "user.name=a", "-c", "user.email=a@localhost", "-c", "commit.gpgSign=false", "commit", "--quiet",
                "--message=" + message);
    }

    /** Runs git, and returns the first line that it prints. */
    static String git(Path folder, String... arguments) {
        CommandProbe probe = CommandProbe.git(folder, Duration.ofMinutes(1), arguments);
        assertThat(probe.succeeded()).as(probe.line()).isTrue();
        return probe.line();
    }

    /** Reads every file of a copy, except those of git. */
    static SortedMap<String, String> read(Path folder) {
        SortedMap<String, String> texts = new TreeMap<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (!path.matches("\\.git/.*")) {
                    texts.put(path, Files.readString(file));
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
