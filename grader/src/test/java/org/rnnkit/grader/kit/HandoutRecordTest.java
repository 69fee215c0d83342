package org.rnnkit.grader.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the record of a handout, which may come from anybody. */
class HandoutRecordTest {

    private static final String HASH = Handout.hash(new byte[] {1});

    @Test
    void isReadAsItWasWritten() {
        Handout handout = record("src/test/java/org/rnnkit/step4rnn/RnnForwardTest.java", 3);

        assertThat(Handout.parse(handout.toJson())).contains(handout);
        assertThat(new String(handout.toJson(), StandardCharsets.UTF_8)).contains("\"schema\" : \"rnnkit/handout/v1\"",
                "\"version\" : 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/etc/passwd", "C:/x", "a\\b", "a//b", "", ".", "a/./b", ".git/hooks/x",
        "sub/.GIT/config", "a./b", "a /b", "a\u0000b", "handout.json", "HANDOUT.json", "runs/x", ".rnnkit/before-update/x",
        "exercises/src/main/java/org/rnnkit/step4rnn/RnnForward.java",
        "Exercises/src/main/java/org/rnnkit/step4rnn/RnnForward.JAVA"})
    void rejectsAPathThatNoHandoutMayWrite(String path) {
        assertThat(Handout.parse(record(path, 1).toJson())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnnkit", ".github/workflows/feedback.yml", ".vscode/my tasks.json", "a/b-c+d@e.txt",
        "exercises/src/main/java/org/rnnkit/step4rnn/README.md", "exercises/src/.mvn/maven.config"})
    void acceptsThePathsOfTheKit(String path) {
        assertThat(Handout.parse(record(path, 1).toJson())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"history\": [], \"files\": {}}", "{\"history\": [null], \"files\": {}}",
        "{\"history\": [{\"version\": 0}], \"files\": {}}", "{\"history\": [{\"version\": 1}], \"files\": {\"a\": null}}",
        "{\"history\": [{\"version\": 1}], \"files\": {\"a\": \"12\"}}", "{\"history\": [{\"version\": 1}]}",
        "{\"history\": [{\"version\": 1}], \"files\": {}}"})
    void rejectsWhatIsNoRecord(String json) {
        assertThat(Handout.parse(json.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void aStubIsAStepInExercises() {
        assertThat(Handout.parse(stub("exercises/src/main/java/org/rnnkit/step4rnn/RnnForward.java"))).isPresent();
        assertThat(Handout.parse(stub("exercises/src/main/java/../../x.java"))).isEmpty();
        assertThat(Handout.parse(stub("rnnkit"))).isEmpty();
    }

    private static byte[] stub(String path) {
        return new Handout(List.of(new HandoutVersion(1, "", "")), new TreeMap<>(), new TreeMap<>(Map.of(path, HASH)))
                .toJson();
    }

    @Test
    void aHashDoesNotDependOnLineEnds() {
        assertThat(hash("a\r\nb\r\n")).isEqualTo(hash("a\nb\n")).isNotEqualTo(hash("a\nb"));
        assertThat(hash("\0\r\n")).as("not a text").isNotEqualTo(hash("\0\n"));
    }

    private static String hash(String text) {
        return Handout.hash(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Handout record(String path, int version) {
        return new Handout(List.of(new HandoutVersion(version, "2026-11-26", "")), new TreeMap<>(Map.of(path, HASH)),
                new TreeMap<>());
    }
}
