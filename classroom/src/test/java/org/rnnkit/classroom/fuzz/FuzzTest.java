package org.rnnkit.classroom.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.classroom.fuzz.FuzzTarget.SignedAnswer;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.Messages.Exchange.ResultChannel;
import org.rnnkit.grader.worker.step.StepResult;

/**
 * Tests that bad input of any kind ends in a message for the user, never in another exception. The corpus has typical inputs
 * ({@link FuzzSeeds}), and in src/test/resources/fuzz/ those that found something. This looks for more with Jazzer, so many
 * seconds for each reader; the findings are in target/fuzz/:
 * <pre>{@code
 * mvn verify -pl classroom -Pfuzz -Dtest=FuzzTest -Drnnkit.fuzz.seconds=600 -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 * Correct the cause, and add the input to the corpus.
 */
class FuzzTest {

    /** The packages in which Jazzer sees which code an input reaches. */
    private static final String INSTRUMENTED = "org.rnnkit.**:org.apache.commons.compress.archivers.**:"
            + "org.yaml.snakeyaml.**";

    /** Jazzer's own checks. They look for other things, such as SQL, and one of them stops the engine's library. */
    private static final String SANITIZERS = Stream.of("ClojureLangHooks", "Deserialization",
            "ExpressionLanguageInjection", "FilePathTraversal", "LdapInjection", "NamingContextLookup",
            "OsCommandInjection", "ReflectiveCall", "RegexInjection", "RegexRoadblocks", "ScriptEngineInjection",
            "ServerSideRequestForgery", "SqlInjection", "XPathInjection")
            .map(name -> "com.code_intelligence.jazzer.sanitizers." + name).collect(Collectors.joining(":"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyInputOfTheCorpusEndsAsDocumented(FuzzTarget target) throws IOException {
        int number = 0;
        for (byte[] input : FuzzSeeds.of(target)) {
            target.read(input, Files.createDirectory(folder.resolve(String.valueOf(number++))));
        }
        assertThat(number).isPositive();
    }

    /** Otherwise an input for a reader of a worker's answers would end at the signature. */
    @Test
    void aWorkersAnswerHasARightSignature() throws IOException {
        ResultChannel channel = SignedAnswer.write("{\"tests\":[],\"end\":null}".getBytes(StandardCharsets.UTF_8), folder);

        assertThat(Messages.readAnswer(channel, StepResult.class, 1_000)).isPresent();
    }

    /** Looks for further inputs with Jazzer, from this corpus, for as many seconds. An input that finds something is kept. */
    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "rnnkit.fuzz.seconds", matches = "[1-9]\\d*")
    void noFurtherInputEndsInAnotherWay(FuzzTarget target) throws Exception {
        int number = 0;
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        for (byte[] input : FuzzSeeds.of(target)) {
            Files.write(corpus.resolve("seed" + number++), input);
        }
        Path found = Files.createDirectories(Path.of("target/fuzz", target.name().toLowerCase(Locale.ROOT)));
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
                "-cp", System.getProperty("java.class.path"), "-Drnnkit.fuzz.target=" + target.name(),
                "-Drnnkit.home=" + System.getProperty("rnnkit.home"), "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Fuzzed.class.getName(), "--instrumentation_includes=" + INSTRUMENTED,
                "--disabled_hooks=" + SANITIZERS, "--reproducer_path=" + found,
                "-max_total_time=" + System.getProperty("rnnkit.fuzz.seconds"), "-timeout=20", "-rss_limit_mb=3000",
                "-max_len=20000", "-artifact_prefix=" + found + File.separator, corpus.toString());
        Path log = found.resolve("log.txt");
        int exit = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();

        assertThat(exit).as("see %s", log.toAbsolutePath()).isZero();
    }
}
