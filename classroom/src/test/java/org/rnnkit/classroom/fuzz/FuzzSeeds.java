package org.rnnkit.classroom.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.TestArchive;
import org.rnnkit.grader.system.OutputFile.Fingerprint;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The inputs that fuzzing starts from: typical ones, made here, and those in src/test/resources/fuzz that found something. */
final class FuzzSeeds {

    static final Path FINDINGS = Kit.find(Steps.all()).home().resolve("classroom/src/test/resources/fuzz");

    private static final Step STEP = Steps.all().get(0);
    private static final String SEAL_OF_AN_EMPTY_REPORT = new Fingerprint().add("fingerprint")
            .add("{}".getBytes(StandardCharsets.UTF_8)).finish();
    private static final String NAMED_COLUMNS = "ID;Vorname;Nachname;Punkte;Bestwertung;Gesperrt;Kommentar;Zeit\n";
    private static final String ANSWER = """
            {"values":{"arrays":{"encoded":{"shape":[2,2],"type":"float32","values":[1,2,3,"NaN"]},"parameter 0":
            {"shape":[0],"type":"","values":[]},"state 0":null},"numbers":{"parameters":5.0,"state":1e9,"norm":null},
            "texts":{"text":"a"}},"failure":""}""";

    private FuzzSeeds() {}

    /** Lists the inputs for one reader. */
    static List<byte[]> of(FuzzTarget target) {
        try {
            List<byte[]> seeds = new ArrayList<>(typical(target));
            Path folder = FINDINGS.resolve(target.name().toLowerCase(Locale.ROOT));
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.sorted().toList()) {
                        seeds.add(Files.readAllBytes(file));
                    }
                }
            }
            return seeds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> typical(FuzzTarget target) throws IOException {
        return switch (target) {
            case ZIP -> List.of(zip(ZipMethod.DEFLATED), zip(ZipMethod.STORED), renumbered(ZipMethod.XZ),
                    renumbered(ZipMethod.ZSTD), renumbered(ZipMethod.BZIP2), renumbered(ZipMethod.UNSHRINKING),
                    renumbered(ZipMethod.IMPLODING), renumbered(ZipMethod.ENHANCED_DEFLATED), new byte[0]);
            case TAR -> List.of(tar(), new byte[1024], new byte[0], zip(ZipMethod.STORED));
            case LOOSE_SOURCE -> texts(source(), source().replaceFirst("package [^;]*;", ""),
                    "/* package a; */ package b . c\n; class OneHotEncoding { class Inner {} } \"\"\"", "final ".repeat(2_000),
                    "package ;class OneHotEncoding", "package org.rnnkit.step1onehot; record OneHotEncoding(", "'\\");
            case GRADESCOPE_LIST -> gradescopeLists();
            case SOURCE -> texts(source(), "class A { String s = \"\\u0022; /* " + "(".repeat(2_000), "\"\"\"");
            case TEST_RESULTS -> texts("""
                    {"tests":[{"name":"encodes","status":"passed","problem":null,"seconds":0.5},{"name":"b","status":"failed",
                    "problem":{"kind":"OTHER","message":"wrong","rank":1,"place":{"file":"A.java","line":3}},"seconds":0.1}],
                    "end":{"kind":"NOT_LINKED","message":"NoSuchMethodError: 'void a.B.c()'","rank":0,"place":null}}""",
                    """
                    {"tests":[{"name":"b","status":"failed","problem":{"kind":"OTHER","message":"wrong","rank":1,"place":null,
                    "stub":null,"comparison":{"name":"h","axes":[{"name":"unit","labels":[]}],\
                    "expectedShape":[2],"actualShape":[2],"values":{"from":[0],"sizes":[2],\
                    "expected":[0.5,1.0],"actual":[0.5,"NaN"],\
                    "wrong":[1],"first":[1],"wrongInAll":1},"slips":["a"]}},
                    "seconds":0.1}],"end":null}""");
            case CHECK_ANSWERS -> IntStream.range(0, Steps.withBonus().size()).boxed().flatMap(step -> texts(
                    (char) (int) step + "{\"answers\":[],\"engineError\":null}",
                    (char) (int) step + "{\"answers\":[null,{\"values\":null,\"failure\":\"\"}],\"engineError\":\"x\"}",
                    (char) (int) step + "{\"answers\":[" + String.join(",", Collections.nCopies(6, ANSWER)) + "]}")
                    .stream()).toList();
            case TRAINING_OUTCOME -> texts("""
                    {"epochs":[{"perplexity":3.5,"tokens":100,"seconds":0.5}],"samples":["a"],"device":"cpu","parameters":
                    {"arrays":{"parameter 0":{"shape":[3,2],"type":"float32","values":[1,2,3,4,5,6]}},"numbers":
                    {"parameter":5.0},"texts":{}},"traces":[null],"excerpt":null,"failure":null}""");
            case OTHER_ANSWERS -> texts("{\"errors\":\"A.java:1: wrong\",\"cannotWrite\":false}",
                    "{\"problem\":\"\",\"violations\":1,\"first\":[\"A.java:1: wrong\"]}");
            case MESSAGE -> texts("does not compile: A.java:3: ';' expected\nand 2 more", "::error::x", "=1+1;\"=2 ");
            case SAME_WORK -> texts(source(), "class A { int f( { this.x /* ", "import a", "@Override");
            case ROSTER -> rosters();
            case NAMED_ROSTER -> namedRosters();
            case OVERRIDES -> texts("name,step,points,comment,who\nada,1,3,\"a\nb\",me\n", "name,name\n;;", "\"");
            case EARLIER_REPORT -> texts("{}", "null", "{\"submission\":\"a\",\"steps\":[null],\"extras\":[]}", "[]");
            case HANDOUT -> texts("{\"history\":[{\"version\":1,\"date\":\"\",\"message\":\"\"}],\"files\":{}}", "null");
            case CONFIG -> texts(Files.readString(Kit.find(Steps.all()).home().resolve("docs/grading.example.yaml")),
                    "steps: {step1onehot: {points: 3, seconds: 1.0e400}}\n", aliases(), "? [a]\n: b\n", "--- !!int x\n",
                    "a: 1\n---\nb: 2\n", "steps: *none\n", "*", "\u0007");
            case SEALED_FILE -> texts("", "{}", "0".repeat(64) + "\n{}", SEAL_OF_AN_EMPTY_REPORT + "\n{}");
            case MODEL_SUMMARY -> texts("""
                    {"schema":"rnnkit/training/v1","perplexity":1.5,"tokensPerSecond":9.0,"seconds":1.0,"text":"story",
                    "steps":"solutions","model":"scratch","device":"cpu","settings":null,"samples":[],"perplexities":[2]}""");
            case MODEL_ARRAYS -> List.of(FuzzTarget.Models.ARRAYS, new byte[0], new byte[] {-2, -1, -1, -1, -1, -1, -1, -1});
            case MODEL_DETAILS -> texts(FuzzTarget.modelDetails(FuzzTarget.Models.ARRAYS), details("[null]"),
                    details("[\"W_xh\",\"none\"]"));
        };
    }

    private static List<byte[]> gradescopeLists() {
        return texts("""
                ---
                submission_1:
                  :submitters:
                  - :name: Ada Lovelace
                    :sid: '4711'
                    :email: ada@example.org
                  :created_at: 2026-03-04 05:06:07.123456000 Z
                """, "submission_1: {':submitters': [null, {':name': [a]}], ':created_at': 99999999-99-99}", "[]", "- a",
                "submission_1: &a {':submitters': *a}", "*", aliases());
    }

    private static List<byte[]> rosters() {
        return texts("name,id,email\nAda,1,ada@example.org\n", "\"", "id\n" + "a ".repeat(99), "a,b\n1,2\n3,4\n",
                "\"a\nb\",c\n", "Student,ID,Section,\"RNN\n (1)\"\nada,1,A,\n");
    }

    private static List<byte[]> namedRosters() {
        return texts(NAMED_COLUMNS + "Teilnehmer/in7;Ada;Lovelace;;30,00;Nein;;Montag, 2. März 2026, 21:15\n",
                NAMED_COLUMNS + "Teilnehmer/in7;Ada;Lovelace;;30,00;Ja;;\"2.\nMärz\"\n", NAMED_COLUMNS + ";;;;;;;-\n",
                NAMED_COLUMNS + "7;a;b;;;;;Sonntag, 29. März 2026, 02:30\n", "ID;Vorname\n1;Ada\n", "\"I\nD\"\n");
    }

    private static String details(String names) {
        return FuzzTarget.modelDetails(FuzzTarget.Models.ARRAYS)
                .replaceFirst("\"parameters\":\\[[^]]*]", "\"parameters\":" + names);
    }

    /** Each line refers to the one before ten times: a text of 300 bytes with a thousand million values. */
    private static String aliases() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [")
                    .append(String.join(", ", Collections.nCopies(10, "*a" + (i - 1)))).append("]\n");
        }
        return text + "bonus: *a8\nsteps: *a8\n";
    }

    private static String source() throws IOException {
        return Files.readString(Kit.find(Steps.all()).home().resolve("solutions").resolve(STEP.sourceFile()));
    }

    private static List<byte[]> texts(String... texts) {
        return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static byte[] tar() throws IOException {
        Path file = Files.createTempFile("seed", ".tar");
        try (TestArchive tar = TestArchive.create(file)) {
            tar.file("./" + STEP.sourceFile(), source()).file("../outside.java", "x").link("a/link", "/etc/passwd")
                    .file("x".repeat(300) + ".java", "long name");
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static byte[] zip(ZipMethod method) throws IOException {
        Path file = Files.createTempFile("seed", ".zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file.toFile())) {
            zip.setMethod(method.getCode());
            for (String name : List.of(STEP.sourceFile(), "pom.xml", "../outside.java")) {
                byte[] content = source().getBytes(StandardCharsets.UTF_8);
                ZipArchiveEntry entry = new ZipArchiveEntry(name);
                entry.setSize(content.length);
                CRC32 sum = new CRC32();
                sum.update(content);
                entry.setCrc(sum.getValue());
                zip.putArchiveEntry(entry);
                zip.write(content);
                zip.closeArchiveEntry();
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    /** Returns an archive whose entries claim another method than the one that packed them. */
    private static byte[] renumbered(ZipMethod method) throws IOException {
        byte[] bytes = zip(ZipMethod.STORED);
        for (int i = 0; i + 12 < bytes.length; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && (bytes[i + 2] == 1 || bytes[i + 2] == 3)) {
                bytes[i + (bytes[i + 2] == 1 ? 10 : 8)] = (byte) method.getCode();
            }
        }
        return bytes;
    }
}
