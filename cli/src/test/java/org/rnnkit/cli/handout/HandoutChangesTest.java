package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the difference between two handouts. */
class HandoutChangesTest {

    @Test
    void namesAddedChangedAndDeletedFiles() {
        HandoutChanges changes = HandoutChanges.between(new TreeMap<>(Map.of("a", "1", "b", "1", "c", "1")),
                new TreeMap<>(Map.of("a", "1", "b", "2", "d", "1")));

        assertThat(changes).isEqualTo(new HandoutChanges(List.of("d"), List.of("b"), List.of("c")));
        assertThat(changes.list()).isEqualTo("\nChanged:\n  b\n\nAdded:\n  d\n\nDeleted:\n  c\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "exercises/src/main/java/org/rnnkit/step4rnn/README.md | chapter 4",
        "src/test/java/org/rnnkit/step12backward/RnnBackwardTest.java | tests of step 12",
        "stubs/src/main/java/org/rnnkit/step4rnn/RnnForward.java | stub of step 4",
        "toolkit/src/main/java/org/rnnkit/toolkit/Updaters.java | toolkit",
        ".github/workflows/feedback.yml | workflows", "README.md | texts", "docs/images/studio.png | texts",
        "pom.xml | build and editor files", ".run/Step 1.run.xml | build and editor files"})
    void summaryNamesThePartsOfTheKit(String path, String part) {
        assertThat(changed(path).summary()).isEqualTo(part);
    }

    @Test
    void summaryNamesEachPartOnceAndIsShort() {
        assertThat(changed("toolkit/a", "toolkit/b", "cli/c").summary()).isEqualTo("toolkit, cli");
        assertThat(changed("toolkit/a", "standins/a", "grader/a", "learner/a", "cli/a", "testkit/a", ".github/a", "docs/a",
                "pom.xml").summary()).endsWith("texts, and 1 more");
    }

    private static HandoutChanges changed(String... paths) {
        return new HandoutChanges(List.of(), List.of(paths), List.of());
    }
}
