package org.rnnkit.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test of the program that measures speed, which is in no module: it fits the kit as it is now. */
class SpeedProgramTest {

    @TempDir
    private Path folder;

    @Test
    void compiles() {
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-Xlint:all,-classfile,-processing", "-Werror",
                "-d", folder.toString(), System.getProperty("rnnkit.home") + "/bench/Speed.java")).isZero();
    }
}
