package org.rnnkit.grader.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.rnnkit.toolkit.LanguageModel;

/** Tests of the libraries that workers get: the program's class path without the kit's own modules. */
class KitLibrariesTest {

    /** As on many CI machines, Maven's repository is inside the checkout. */
    @Test
    void haveTheJarsOfARepositoryInsideTheKit() {
        Path kit = Path.of("/home/ci/kit").toAbsolutePath();
        Path inside = kit.resolve(".m2/repository/ai/djl/api/0.36.0/api-0.36.0.jar");
        Path outside = Path.of("/home/ci/other/junit.jar").toAbsolutePath();
        String classPath = String.join(File.pathSeparator, kit + "/cli/target/cli.jar", kit + "/toolkit/target/classes",
                inside.toString(), outside.toString());

        assertThat(Kit.libraries(classPath, kit)).containsExactly(ModuleClasses.location(LanguageModel.class), inside,
                outside);
    }
}
