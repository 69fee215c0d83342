package org.rnnkit.classroom.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.TestArchive;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The 21 submissions of a class as they are really handed in, and the entries that lie beside them. To try a whole grading
 * by hand, run {@link #main} and give the folder and the roster in it to {@code grade-all --no-training --roster}.
 */
public final class SampleInbox {

    private static final String MAIN = "exercises/src/main/java/";
    private static final Step FIRST = Steps.all().get(0);
    private static final Step SECOND = Steps.all().get(1);
    private static final Step THIRD = Steps.all().get(2);
    private static final int ENCRYPTED = 1;

    private final Path inbox;

    private SampleInbox(Path inbox) {
        this.inbox = inbox;
    }

    /** Writes the inbox to the folder in the first argument. */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
    }

    /** Writes the inbox. */
    static void write(Path folder) throws IOException {
        SampleInbox sample = new SampleInbox(Files.createDirectories(folder));
        sample.addWhatIsTaken();
        sample.addWhatIsRefused();
        sample.addWhatIsIgnored();
    }

    private void addWhatIsTaken() throws IOException {
        folder("ada", reference(MAIN));
        zip("bob.zip", reference("rnn-kit-main/" + MAIN));
        try (TestArchive tar = TestArchive.create(inbox.resolve("carl.tar.gz"))) {
            for (Map.Entry<String, String> file : reference("./carl/" + MAIN).entrySet()) {
                tar.file(file.getKey(), file.getValue());
            }
        }
        Map<String, String> windows = new LinkedHashMap<>();
        reference(MAIN).forEach((name, text) -> windows.put("erik/" + name.replace('/', '\\'), text));
        zip("erik.zip", windows);
        String fay = "Fay Fox_101_assignsubmission_file_/";
        zip(fay + "work.zip", reference(MAIN));
        zip(fay + "photos.zip", Map.of("holiday.jpg", "JFIF"));
        folder(fay, Map.of("readme.pdf", "%PDF-1.7", "__MACOSX/._work.zip", "mac"));
        zip("inner.zip", reference("gus/" + MAIN));
        try (TestArchive outer = TestArchive.create(inbox.resolve("gus.zip"))) {
            outer.file("to hand in/inner.zip", Files.readAllBytes(inbox.resolve("inner.zip")));
        }
        Files.delete(inbox.resolve("inner.zip"));
        folder("Hal Hill_103_assignsubmission_file_", Map.of("OneHotEncoding.java", source(FIRST),
                "RnnParameters.java", source(SECOND)));
        folder("", Map.of("ivyines_LATE_201_901_OneHotEncoding.java", source(FIRST),
                "ivyines_201_902_RnnParameters-1.java", source(SECOND)));
        folder("jack", Map.of("my steps/OneHotEncoding (1).java", withoutPackage(FIRST),
                "my steps/State.java", withoutPackage(THIRD)));
        folder("kim", reference(MAIN));
        folder("kim/" + MAIN, Map.of(
                FIRST.packageName().replace('.', '/') + "/Shapes.java", "package " + FIRST.packageName()
                        + "; final class Shapes { static int twice(int n) { return 2 * n; } }",
                name(FIRST), source(FIRST).replaceFirst("\\{\\R", "{ int helped = Shapes.twice(21);\n")));
    }

    private void addWhatIsRefused() throws IOException {
        Files.createDirectory(inbox.resolve("leo"));
        zip("mia.zip", Map.of());
        byte[] whole = zip("ned.zip", reference(MAIN));
        Files.write(inbox.resolve("ned.zip"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(inbox.resolve("olga.zip"), encrypted(zip("olga.zip", reference(MAIN))));
        folder("Pia Pohl_109_assignsubmission_onlinetext_", Map.of("onlinetext.html", "<p>here is my code</p>"));
        folder("quin", reference("a/b/c/d/e/" + MAIN));
        folder("", Map.of("rosa.rar", "Rar!\u001a\u0007\u0001"));
        folder("sam", Map.of("OneHotEncoding.java", source(FIRST), "OneHotEncoding (1).java", source(FIRST) + "// newer"));
        folder("tess", Map.of("src/nlp/Main.java", "package nlp; class Main {}",
                "src/nlp/Rnn.java", "package nlp; class Rnn {}"));
        folder("uma", Map.of("OneHotEncoding.class", "x", "report.pdf", "%PDF"));
        folder(".not-fetched", Map.of("vic", "there is no repository course/vic\n"));
    }

    private void addWhatIsIgnored() throws IOException {
        folder("", Map.of("roster.csv", "name,id\nFay Fox,101\nHal Hill,103\nPia Pohl,109\nivyines,201\n", "readme.txt",
                "notes", ".DS_Store", "x", "Training.java", "class A {}"));
        folder("__MACOSX", Map.of("._bob.zip", "mac"));
    }

    private void folder(String name, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = inbox.resolve(name).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
        }
    }

    private byte[] zip(String name, Map<String, String> files) throws IOException {
        Path file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        try (TestArchive archive = TestArchive.create(file)) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                archive.file(entry.getKey(), entry.getValue());
            }
        }
        return Files.readAllBytes(file);
    }

    /** Sets the flag of a password in each entry and in the archive's list. */
    private static byte[] encrypted(byte[] zip) {
        for (int i = 0; i + 10 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && (zip[i + 2] == 1 || zip[i + 2] == 3)) {
                zip[i + (zip[i + 2] == 1 ? 8 : 6)] |= ENCRYPTED;
            }
        }
        return zip;
    }

    private static Map<String, String> reference(String root) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (Step step : Steps.all()) {
            files.put(root + name(step), source(step));
        }
        return files;
    }

    private static String name(Step step) {
        return step.sourceFile().replace("src/main/java/", "");
    }

    private static String source(Step step) throws IOException {
        return Files.readString(Kit.find(Steps.all()).layout().solutions().resolve(step.sourceFile()));
    }

    private static String withoutPackage(Step step) throws IOException {
        return source(step).replaceFirst("(?m)^package .*$", "");
    }
}
