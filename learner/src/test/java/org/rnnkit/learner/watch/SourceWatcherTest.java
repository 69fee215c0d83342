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
import org.apache.commons.io.FileUtils;
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
            write(step.sourceFile(), "class " + step.className() + " {}");
        }
        watcher = watcher();
    }

    private SourceWatcher watcher() {
        return new SourceWatcher(new Kit(new Layout(home), Steps.all(), List.of(), Optional.empty(), null));
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
    void reportsTheStepOfAHelperClass() throws IOException {
        write("src/main/java/org/rnnkit/step7clipping/Shapes.java", "package org.rnnkit.step7clipping; class Shapes {}");
        assertThat(watcher.findChanged()).containsOnlyKeys(CLIPPING);

        write("src/main/java/util/Shapes.java", "package util; class Shapes {}");
        assertThat(watcher.findChanged()).as("a file in no step's package").isEmpty();
    }

    @Test
    void hearsOfFilesInNewFolders() throws Exception {
        BlockingQueue<Set<Step>> saves = new LinkedBlockingQueue<>();
        FileUtils.deleteDirectory(home.resolve("exercises").resolve(CLIPPING.sourceFile()).getParent().toFile());
        watcher = watcher();
        watcher.start(false, (steps, millis) -> saves.add(steps));

        write(CLIPPING.sourceFile(), "class " + CLIPPING.className() + " {}");

        assertThat(saves.poll(30, TimeUnit.SECONDS)).containsExactly(CLIPPING);
    }
}
