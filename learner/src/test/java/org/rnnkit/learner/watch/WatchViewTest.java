package org.rnnkit.learner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Tests of the keys that the watch loop names. */
class WatchViewTest {

    /** A student's copy has no code to show beside the student's. */
    @Test
    void namesTheKeyForTheSolutionOnlyWithTheReference() {
        assertThat(keys(true)).contains("o solution", "h hint", "q quit");
        assertThat(keys(false)).contains("h hint", "q quit").doesNotContain("solution");
    }

    private static String keys(boolean hasReference) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Screen screen = new ScreenWithKeys(new PrintStream(shown, true, StandardCharsets.UTF_8));
        new WatchView(screen, StandardCharsets.UTF_8, hasReference).showKeys();
        return shown.toString(StandardCharsets.UTF_8);
    }
}
