package org.rnnkit.classroom.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.process.OutputCapture;
import org.rnnkit.grader.system.Scratch.RecursiveDelete;
import org.rnnkit.testkit.steps.Steps;

/**
 * Tests that no reader of other people's bytes can be kept busy: for an input that is twice as long, each does about twice the
 * work. The inputs are made to hurt: nesting, repetition, things that never end, names with equal hashes.
 */
@Tag("thorough")
class GrowthTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * The sizes end with half a megabyte: an archive of this size has 5,000 entries, and comparing each with each other takes
     * longer than {@link #SHORT_NANOS}. They begin small, so that the test ends soon if a reader does not.
     */
    private static final int SMALLEST = 500_000 >> 8;
    private static final int LARGEST = 500_000;

    /** Twice the input is twice the work for a linear reader and four times for a quadratic one; this is between them. */
    private static final double MOST = 2 * Math.sqrt(2);

    /** Other programs, and the compiler of the virtual machine, disturb shorter measurements. */
    private static final long SHORT_NANOS = 30_000_000;
    private static final int REPETITIONS = 8;

    private static final long CRC_OF_A = 0xE8B7BE43L;
    /** The length of an entry in a zip archive's list, without its name. */
    private static final int ENTRY_BYTES = 46;
    private static final String STEP = Steps.all().get(0).sourceFile();

    @TempDir
    private Path folder;

    private int reads;

    /** A reader and the inputs of any size for it. */
    record Case(FuzzTarget target, String name, IntFunction<byte[]> input) {
        @Override
        public String toString() {
            return target + ": " + name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(javaSources(), messages(), archives(), tables(), documents()).flatMap(cases -> cases);
    }

    private static Stream<Case> repeated(FuzzTarget target, String begin, String end, String... parts) {
        return Stream.of(parts).map(part -> new Case(target, begin + part + " again and again" + end, size -> bytes(begin
                + part.repeat(Math.max(1, (size - begin.length() - end.length()) / part.length())) + end)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<Case> javaSources() {
        return Stream.of(repeated(FuzzTarget.SAME_WORK, "", "",
                "/* ", "\"\\\"", "'", "\"\"\"\n\\", "\\u", "a.", "{", "import a.", "1e+"),
                repeated(FuzzTarget.SOURCE, "", "", "throw new ", "public NDArray encode(", "\r"),
                repeated(FuzzTarget.LOOSE_SOURCE, "", "", "package ", "class ", "}", "/*")).flatMap(cases -> cases);
    }

    private static Stream<Case> messages() {
        return Stream.concat(repeated(FuzzTarget.MESSAGE, "", "", "a", " .java:1: ", "; "),
                repeated(FuzzTarget.MESSAGE, "", "x", " ", "1"));
    }

    private static Stream<Case> archives() {
        return Stream.of(FuzzTarget.ZIP, FuzzTarget.TAR).flatMap(target -> Stream.of(
                new Case(target, "sources without folders", size -> archive(target, size, i -> "A" + i + ".java")),
                new Case(target, "helper classes", size -> archive(target, size, i -> "util/A" + i + ".java")),
                new Case(target, "steps in many places", size -> archive(target, size, i -> i + "/" + STEP)),
                new Case(target, "archives inside", size -> archive(target, size, i -> i + ".zip")),
                new Case(target, "names with equal hashes", size -> archive(target, size, GrowthTest::equalHash))));
    }

    /** Makes names of 34 characters that all have the same hash. */
    private static String equalHash(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 17; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }

    private static byte[] archive(FuzzTarget kind, int size, IntFunction<String> name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (kind == FuzzTarget.ZIP) {
                zip(bytes, size, name);
            } else {
                tar(bytes, size, name);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void zip(ByteArrayOutputStream bytes, int size, IntFunction<String> name) throws IOException {
        // In another encoding than UTF-8, names take another way through the reader.
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.ISO_8859_1)) {
            zip.setMethod(ZipOutputStream.STORED);
            int directory = 0;
            for (int i = 0; bytes.size() + directory < size; i++) {
                ZipEntry entry = new ZipEntry(name.apply(i));
                entry.setSize(1);
                entry.setCrc(CRC_OF_A);
                directory += ENTRY_BYTES + entry.getName().length();
                zip.putNextEntry(entry);
                zip.write('a');
            }
        }
    }

    private static void tar(ByteArrayOutputStream bytes, int size, IntFunction<String> name) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (int i = 0; tar.getBytesWritten() < size; i++) {
                TarArchiveEntry entry = new TarArchiveEntry(name.apply(i), false);
                entry.setSize(1);
                entry.addPaxHeader("key" + i, "value");
                tar.putArchiveEntry(entry);
                tar.write('a');
                tar.closeArchiveEntry();
            }
        }
    }

    private static Stream<Case> tables() {
        return Stream.of(repeated(FuzzTarget.ROSTER, "", "", "\"", "\n", "a\n"),
                repeated(FuzzTarget.ROSTER, "name,email\n", "", "a ", "a,"),
                repeated(FuzzTarget.ROSTER, "Identifier,Grade\nParticipant 1,", " x\n", "@"),
                repeated(FuzzTarget.ROSTER, "a,b,c\n", "x1\n", "1"),
                Stream.of(new Case(FuzzTarget.ROSTER, "many columns and many rows", size -> bytes("x,".repeat(size / 4)
                        + "\n1".repeat(size / 4)))),
                repeated(FuzzTarget.NAMED_ROSTER, "ID;Vorname;Nachname;Punkte;Bestwertung;Gesperrt;Kommentar;Zeit\n", "",
                        "1;a;b;;;;;-\n", "1;a;b;;;;;Montag, 2. März 2026, 21:15\n"),
                repeated(FuzzTarget.OVERRIDES, "name,step,points,comment,who\n", "", "x,\n", "\"")).flatMap(cases -> cases);
    }

    /** The course's grading.yaml is left out: it is the instructor's own, and a mistake in it is looked up line by line. */
    private static Stream<Case> documents() {
        String test = "{\"name\":\"a\",\"status\":\"passed\",\"problem\":null,\"seconds\":0.5}";
        String text = "\5{\"answers\":[{\"values\":{\"texts\":{\"text\":\"";
        String array = "\3{\"answers\":[{\"values\":{\"arrays\":{\"a\":{\"shape\":[1],\"type\":\"\",\"values\":[";
        String epoch = "{\"perplexity\":3.5,\"tokens\":100,\"seconds\":0.5},";
        return Stream.of(
                repeated(FuzzTarget.TEST_RESULTS, "", "", "[", "{\"a\":", "1", "\""),
                repeated(FuzzTarget.TEST_RESULTS, "{\"tests\":[", test + "]}", test + ","),
                repeated(FuzzTarget.TEST_RESULTS, "{", "\"z\":1}", "\"tests\":[],"),
                repeated(FuzzTarget.CHECK_ANSWERS, text, "\"}}}]}", "a", "<unk>"),
                repeated(FuzzTarget.CHECK_ANSWERS, array, "0]}}}}]}", "1e1,"),
                repeated(FuzzTarget.TRAINING_OUTCOME, "{\"epochs\":[", "null],\"samples\":[],\"device\":\"cpu\"}", epoch),
                repeated(FuzzTarget.OTHER_ANSWERS, "{\"errors\":\"", "\"}", "\\u0000"),
                repeated(FuzzTarget.EARLIER_REPORT, "", "", "[", "{\"extras\":"),
                repeated(FuzzTarget.EARLIER_REPORT, "{\"steps\":[", "null]}", "{},"),
                repeated(FuzzTarget.HANDOUT, "{\"history\":[{\"version\":1}],\"files\":{\"", "/\":\"\"}}", "a", " "),
                repeated(FuzzTarget.SEALED_FILE, "", "", "0"),
                repeated(FuzzTarget.GRADESCOPE_LIST, "", "", "[", "- ", "a: b\n", "'", "&a ", "\n"),
                repeated(FuzzTarget.GRADESCOPE_LIST, "submission_1: {':submitters': [&a [x], ", "]}", "*a, "),
                repeated(FuzzTarget.GRADESCOPE_LIST, "a: &a {x: y}\nb:\n", "", "  <<: *a\n"),
                Stream.of(new Case(FuzzTarget.GRADESCOPE_LIST, "deeper and deeper", GrowthTest::deeper),
                        new Case(FuzzTarget.GRADESCOPE_LIST, "keys with equal hashes", size -> lines(size, i -> equalHash(i)
                                + ": v")))).flatMap(cases -> cases);
    }

    private static byte[] lines(int size, IntFunction<String> line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < size; i++) {
            text.append(line.apply(i)).append('\n');
        }
        return bytes(text.toString());
    }

    private static byte[] deeper(int size) {
        return lines(size, i -> " ".repeat(i) + "a:");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void twiceTheInputIsTwiceTheWork(Case hostile) throws IOException {
        assertGrowth(size -> {
            byte[] input = hostile.input().apply(size);
            return () -> read(hostile.target(), input);
        });
    }

    private long read(FuzzTarget target, byte[] input) throws IOException {
        Path own = Files.createDirectory(folder.resolve("read" + reads++));
        long begin = THREADS.getCurrentThreadCpuTime();
        target.read(input, own);
        long cost = THREADS.getCurrentThreadCpuTime() - begin;
        RecursiveDelete.deleteRecursively(own);
        return cost;
    }

    /** What a worker prints is read by a thread of its own, which tells here at the last line how long it has worked. */
    @ParameterizedTest
    @MethodSource("outputs")
    void twiceTheOutputIsTwiceTheWork(String part) throws IOException {
        assertGrowth(size -> {
            byte[] input = bytes(part.repeat(size / part.length()) + "\nend\n");
            return () -> {
                long[] cost = new long[1];
                OutputCapture capture = OutputCapture.start(new ByteArrayInputStream(input), line -> {
                    cost[0] = line.equals("end") ? THREADS.getCurrentThreadCpuTime() : 0;
                });
                try {
                    capture.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                assertThat(cost[0]).isPositive();
                return cost[0];
            };
        });
    }

    static List<String> outputs() {
        return List.of("a", "\n", "a\n");
    }

    /** An archive in a gzip file that unpacks to far more than its own size. */
    @Test
    void twiceThePackedZerosAreTwiceTheWork() throws IOException {
        assertGrowth(size -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                byte[] block = new byte[100];
                for (int i = 0; i < size / 10; i++) {
                    gzip.write(block);
                }
            }
            return () -> read(FuzzTarget.TAR, bytes.toByteArray());
        });
    }

    /** Makes the work for an input of one size. */
    @FunctionalInterface
    private interface WorkOfSize {
        Work of(int size) throws IOException;
    }

    /** Does the work and returns its processor time in nanoseconds. */
    @FunctionalInterface
    private interface Work {
        long cost() throws IOException;
    }

    private static void assertGrowth(WorkOfSize works) throws IOException {
        List<String> seen = new ArrayList<>();
        Work before = works.of(SMALLEST);
        long half = before.cost();
        for (int size = 2 * SMALLEST; size <= LARGEST; size *= 2) {
            Work work = works.of(size);
            long whole = work.cost();
            for (int i = 0; i < REPETITIONS && whole > Math.max(SHORT_NANOS, MOST * half); i++) {
                half = Math.min(half, before.cost());
                whole = Math.min(whole, work.cost());
            }
            seen.add(size + " bytes: " + whole / 1_000_000 + " ms");
            assertThat(whole).as("the work grows faster than the input: %s", seen)
                    .isLessThanOrEqualTo((long) Math.max(SHORT_NANOS, MOST * half));
            before = work;
            half = whole;
        }
    }
}
