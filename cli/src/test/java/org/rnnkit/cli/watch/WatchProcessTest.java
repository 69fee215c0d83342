package org.rnnkit.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.RnnKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.watch.ShownText;
import org.rnnkit.learner.watch.Watch;
import org.rnnkit.testkit.steps.Steps;

/** Tests of ./rnnkit watch in a process of its own, without a terminal. */
@Tag("thorough")
class WatchProcessTest {

    private static final String RIGHT = "return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));";

    private static final String NATIVE_CRASH = """
            try {
                var unsafe = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
                unsafe.setAccessible(true);
                Object memory = unsafe.get(null);
                memory.getClass().getMethod("putAddress", long.class, long.class).invoke(memory, 0L, 0L);
                return null;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }""";

    private final ShownText shown = new ShownText();

    @TempDir
    private Path folder;

    @Test
    void keepsWorkingAfterLoopsAndCrashesAndLeavesNoProcessBehind() throws Exception {
        KitCopy copy = KitCopy.create(folder);
        Process watch = start(copy.kit());
        try {
            assertThat(await("All tested", watch)).contains("hint  ./rnnkit hint 1").doesNotContain("mvn ");
            save(copy, "while (true) { }");
            assertThat(await("after the save", watch)).containsPattern("endless\\s+loop").contains("HiddenState.java:");
            save(copy, NATIVE_CRASH);
            assertThat(await("after the save", watch)).contains("3  " + copy.step(3).title() + " ", "stopped")
                    .containsPattern("crashed\\s+the\\s+Java\\s+virtual\\s+machine");
            save(copy, "var closed = manager.zeros(new Shape(1)); closed.close(); return new NDList(closed.add(closed));");
            assertThat(await("after the save", watch)).contains("3  " + copy.step(3).title(), "tests fail");
            save(copy, "while (true) { System.out.println(\"x\".repeat(1_000)); }");
            assertThat(await("after the save", watch)).containsPattern("endless\\s+loop").contains("    …")
                    .hasSizeLessThan(10_000);
            save(copy, RIGHT);
            assertThat(await("after the save", watch)).contains("✔  3", "1 of " + Steps.all().size() + " steps pass");
        } finally {
            List<ProcessHandle> children = watch.descendants().toList();
            watch.destroy();
            watch.waitFor();
            for (ProcessHandle child : children) {
                child.onExit().join();
            }
        }
    }

    private static void save(KitCopy copy, String statement) {
        copy.save(copy.step(3), copy.solution(copy.step(3)).replace(RIGHT, statement));
    }

    private Process start(Kit kit) throws IOException {
        String classPath = Stream.concat(Stream.of(RnnKit.class, Watch.class, Kit.class, Steps.class)
                .map(ModuleClasses::location), kit.built().libraries().stream()).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(JvmCommand.of(List.of("-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8",
                "-Drnnkit.home=" + folder), classPath, RnnKit.class));
        command.addAll(List.of("watch", "--limit", "2", "--poll"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread reader = new Thread(() -> {
            try {
                process.getInputStream().transferTo(shown);
            } catch (IOException ignored) {
                // The process has ended.
            }
        });
        reader.setDaemon(true);
        reader.start();
        return process;
    }

    private String await(String text, Process watch) throws InterruptedException {
        return shown.await(text, watch::isAlive);
    }
}
