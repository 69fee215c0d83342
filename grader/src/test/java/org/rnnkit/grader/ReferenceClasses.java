package org.rnnkit.grader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.file.FilesUncheck;

/** The class files of the reference, for tests that look for them where a student's code runs. */
public final class ReferenceClasses {

    private static final int PART = 128;

    private ReferenceClasses() {}

    /** Lists the paths of the class files. */
    public static List<Path> files() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lists their paths on the class path. */
    public static List<String> names() {
        return files().stream().map(file -> root().relativize(file).toString().replace('\\', '/')).toList();
    }

    /** Returns a part of each class file that neither the step's stand-in nor its stub has. */
    public static List<byte[]> parts() {
        return names().stream().map(name -> {
            byte[] bytes = FilesUncheck.readAllBytes(root().resolve(name));
            List<String> others = Stream.of(TestSubmission.kit().built().standIns(),
                    TestSubmission.kit().layout().exercises().resolve("target/classes")).map(other -> other.resolve(name))
                    .filter(Files::exists).map(file -> text(FilesUncheck.readAllBytes(file))).toList();
            int start = IntStream.range(bytes.length / 2, bytes.length - PART)
                    .filter(i -> others.stream().noneMatch(other -> other.contains(text(part(bytes, i))))).findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " is no other class than its stand-in"));
            return part(bytes, start);
        }).toList();
    }

    private static byte[] part(byte[] bytes, int start) {
        return Arrays.copyOfRange(bytes, start, start + PART);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static Path root() {
        return TestSubmission.kit().layout().solutions().resolve("target/classes");
    }
}
