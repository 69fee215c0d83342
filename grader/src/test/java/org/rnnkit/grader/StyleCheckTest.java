package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.Messages.Exchange;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.source.StyleWorker;
import org.rnnkit.grader.worker.source.StyleWorker.StyleAnswer;
import org.rnnkit.grader.worker.source.StyleWorker.StyleRequest;
import org.rnnkit.testkit.steps.Steps;

/** Tests of sources that attack the style check. */
@Tag("slow")
class StyleCheckTest {

    private static final Kit KIT = Kit.find(Steps.all());
    private static final Path RULES = KIT.home().resolve("checkstyle.xml");
    private static final Duration ENOUGH = Duration.ofMinutes(2);
    private static final String RIGHT = "/** A class. */\nclass A {}\n";

    private static final StyleCheck CHECK =
            new StyleCheck(KIT, TestSubmission.bestSandbox(), RULES, StyleWorker.class, ENOUGH);

    @TempDir
    private Path folder;

    private StyleAnswer run(StyleCheck style, String source) throws IOException {
        Path file = Files.writeString(folder.resolve("A.java"), source);
        return style.run(List.of(file), folder, folder);
    }

    private StyleAnswer runHostile(String deed, Duration limit) throws IOException {
        return run(new StyleCheck(KIT, TestSubmission.bestSandbox(), RULES, HostileStyleWorker.class, limit), deed);
    }

    @Test
    void countsAllViolationsAndListsTheFirst() throws IOException {
        assertThat(run(CHECK, RIGHT)).isEqualTo(new StyleAnswer("", 0, List.of()));

        StyleAnswer answer = run(CHECK, RIGHT + "   \n".repeat(7));
        assertThat(answer.violations()).isEqualTo(7);
        assertThat(answer.first()).hasSize(5).first().isEqualTo("A.java:3: The line ends in spaces.");
    }

    /** The kit's own rule about spaces at the end of a line takes a time that grows with the square of their number. */
    @Test
    void stopsSourcesThatKeepItBusyAndChecksTheNextOnesAsUsual() throws IOException {
        StyleCheck impatient = new StyleCheck(KIT, TestSubmission.bestSandbox(), RULES, StyleWorker.class,
                Duration.ofSeconds(1));

        assertThat(run(impatient, RIGHT + "// " + " ".repeat(900_000) + "x\n").problem())
                .isEqualTo("needed more than 1 seconds for the sources and was stopped");
        assertThat(run(CHECK, RIGHT).problem()).isEmpty();
    }

    @Test
    void survivesAnExpressionTooDeepForIt() throws IOException {
        assertThat(run(CHECK, "class A { int x = " + "(".repeat(300_000) + "1" + ")".repeat(300_000) + "; }").problem())
                .isEqualTo("can't read the sources");
    }

    @Test
    void survivesASourceTooLargeForItsMemory() throws IOException {
        assertThat(run(CHECK, "class A { " + ("int[] x = {" + "1,".repeat(450) + "};").repeat(1_000) + "}").problem())
                .isEqualTo("ran out of memory while it read the sources");
    }

    @Test
    void cutsAHugeMessage() throws IOException {
        StyleAnswer answer = run(CHECK, "/** A class. */\nclass A { void " + "X".repeat(100_000) + "() {} }\n");

        assertThat(answer.first()).isNotEmpty().allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(500));
    }

    @ParameterizedTest
    @CsvSource({"print gigabytes, 1, needed more than 1 seconds for the sources and was stopped",
        "fill the disk, 120, wrote more than 256 MB to disk and was stopped", "end, 120, ended without a result",
        "forge, 120, ended without a result"})
    void saysWhyAHostileProcessHasNoResult(String deed, int seconds, String problem) throws IOException {
        assertThat(runHostile(deed, Duration.ofSeconds(seconds))).isEqualTo(StyleAnswer.failed(problem));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesNoProcessBehind() throws IOException {
        assertThat(runHostile("start a process", ENOUGH).problem()).isEmpty();

        assertThat(ProcessHandle.allProcesses().filter(process -> process.info().commandLine().orElse("")
                .matches(".*sleep 86399.*|.*HostileStyleWorker-.*"))).allSatisfy(process ->
                assertThat(process.onExit()).succeedsWithin(ENOUGH));
    }

    static Stream<String> forged() {
        String line = "\"A.java:1: wrong\"";
        return Stream.of("'', 'violations': -5, 'first': []", "'', 'violations': 3, 'first': [" + line + "]",
                "'', 'violations': 9, 'first': [" + String.join(",", Collections.nCopies(9, line)) + "]",
                "'', 'violations': 1, 'first': ['" + "x".repeat(501) + "']", "'wins\\n9 of 9', 'violations': 0, 'first': []",
                "null, 'violations': 0, 'first': []", "''");
    }

    @ParameterizedTest
    @MethodSource("forged")
    void takesNoInvalidAnswer(String answer) {
        String json = ("{'problem': " + answer + "}").replace('\'', '"');
        assertThatThrownBy(() -> Messages.JSON.readValue(json, StyleAnswer.class))
                .isInstanceOf(ValueInstantiationException.class);
    }

    @Test
    void usesFilesThatTheRulesName() throws IOException {
        Path list = Files.writeString(folder.resolve("suppressions.xml"), """
                <?xml version="1.0"?>
                <!DOCTYPE suppressions PUBLIC "-//Checkstyle//DTD SuppressionFilter Configuration 1.2//EN"
                    "https://checkstyle.org/dtds/suppressions_1_2.dtd">
                <suppressions><suppress checks="FileTabCharacter" files="A"/></suppressions>
                """);
        String rules = """
                <?xml version="1.0"?>
                <!DOCTYPE module PUBLIC "-//Checkstyle//DTD Checkstyle Configuration 1.3//EN"
                    "https://checkstyle.org/dtds/configuration_1_3.dtd">
                <module name="Checker">
                  <module name="FileTabCharacter"/>
                  <module name="SuppressionFilter"><property name="file" value="%s"/></module>
                </module>
                """;
        Path work = Files.createDirectory(folder.resolve("work"));
        Path source = Files.writeString(work.resolve("A.java"), "\tclass A {}");
        StyleCheck style = new StyleCheck(KIT, TestSubmission.bestSandbox(),
                Files.writeString(folder.resolve("rules.xml"), String.format(rules, list)));

        assertThat(style.run(List.of(source), work, work)).isEqualTo(new StyleAnswer("", 0, List.of()));
        Path relative = Files.writeString(folder.resolve("relative.xml"), String.format(rules,
                Path.of("").toAbsolutePath().relativize(list)));
        assertThatThrownBy(() -> new StyleCheck(KIT, TestSubmission.bestSandbox(), relative))
                .isInstanceOf(UsageException.class).hasMessageContaining("Write its whole path");
    }

    /** A style check that does what its source says: the worst case, in which a source has taken over the process. */
    static final class HostileStyleWorker {

        private static final int LARGE = 1 << 20;
        private static final StyleAnswer RIGHT = new StyleAnswer("", 0, List.of());

        private HostileStyleWorker() {}

        /** Does what the first source says. */
        public static void main(String[] args) throws Exception {
            WorkerMain.run(worker -> worker.serve(StyleRequest.class, HostileStyleWorker::answer));
        }

        private static Object answer(Exchange<StyleRequest> exchange) throws IOException, InterruptedException {
            exchange.ready();
            Path source = Path.of(exchange.request().sources().get(0));
            switch (Files.readString(source)) {
                case "print gigabytes":
                    byte[] text = "all is well ".repeat(LARGE / 10).getBytes(StandardCharsets.UTF_8);
                    while (true) {
                        System.out.write(text);
                        System.err.write(text);
                    }
                case "fill the disk":
                    try {
                        for (int i = 0; i < 300; i++) {
                            Files.write(source.resolveSibling("large" + i), new byte[LARGE]);
                        }
                    } finally {
                        Thread.sleep(60_000); // the space stays taken
                    }
                    return RIGHT;
                case "start a process":
                    SleepingProgram.start("86399");
                    return RIGHT;
                case "end":
                    Runtime.getRuntime().halt(0);
                    return null;
                case "forge":
                    return Map.of("problem", "", "violations", -5, "first", List.of());
                default:
                    return RIGHT;
            }
        }
    }
}
