package org.rnnkit.learner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests which changes of files are reported for which steps. */
class SourceWatcherTest {

    private static final Step STATE = Steps.all().get(2);
    private static final Step CLIPPING = TestSteps.withNumber(7);

    @TempDir
    private Path home;
    private SourceWatcher watcher;

    @BeforeEach
    void copy() throws IOException {
        for (Step step : Steps.all()) {
            write(step.sourceFile(), "class " + step.className() + (step == CLIPPING ? " extends Shapes {}" : " {}"));
        }
        watcher = new SourceWatcher(new Kit(new Layout(home), Steps.all(), List.of(), Optional.empty(), null));
    }

    private void write(String file, String source) throws IOException {
        Path path = home.resolve("exercises").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, source);
    }

    @Test
    void reportsTheStepWhoseFileHasOtherContent() throws IOException {
        write(STATE.sourceFile(), "class " + STATE.className() + " {}");
        assertThat(watcher.findChanged()).isEmpty();

        write(STATE.sourceFile(), "class Other {}");
        assertThat(watcher.findChanged()).containsOnlyKeys(STATE);
        assertThat(watcher.findChanged()).isEmpty();
    }

    @Test
    void reportsTheStepsThatUseAHelperClass() throws IOException {
        write("src/main/java/util/Shapes.java", "package util; class Shapes extends Inner {}");
        assertThat(watcher.findChanged()).as("a new file in a new folder").containsOnlyKeys(CLIPPING);

        write("src/main/java/util/deep/Inner.java", "package util.deep; class Inner {}");
        assertThat(watcher.findChanged()).as("a helper class of a helper class").containsOnlyKeys(CLIPPING);

        write("src/main/java/util/Unused.java", "package util; class Unused {}");
        assertThat(watcher.findChanged()).as("a file that no step uses").isEmpty();
    }

    @Test
    void hearsOfFilesInNewFolders() throws Exception {
        BlockingQueue<Set<Step>> saves = new LinkedBlockingQueue<>();
        watcher.start(false, (steps, millis) -> saves.add(steps));

        write("src/main/java/util/Shapes.java", "package util; class Shapes {}");

        assertThat(saves.poll(30, TimeUnit.SECONDS)).containsExactly(CLIPPING);
    }
}
