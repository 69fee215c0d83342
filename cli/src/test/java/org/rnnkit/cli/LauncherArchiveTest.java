package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the archive of the command line. */
class LauncherArchiveTest {

    @Test
    void leavesOutTheLambdasOfTheCommandsThatJava17CanNotArchive() {
        assertThat(LauncherArchive.archivable(List.of("org/rnnkit/cli/RnnKit id: 7", "picocli/CommandLine id: 8",
                "@lambda-proxy org/rnnkit/cli/RnnKit handleParseException ()Lpicocli/CommandLine$IParameterExceptionHandler;",
                "@lambda-proxy java/util/Comparator compare ()Ljava/util/Comparator;")))
                .containsExactly("org/rnnkit/cli/RnnKit", "picocli/CommandLine",
                        "@lambda-proxy java/util/Comparator compare ()Ljava/util/Comparator;");
    }

    @Test
    void joinsTheListsOfSeveralCommandsThatJava25NumbersEachByItself() {
        assertThat(LauncherArchive.archivable(List.of("java/lang/Object id: 0", "org/rnnkit/cli/RnnKit id: 7",
                "java/lang/Object id: 0", "picocli/CommandLine id: 7")))
                .containsExactly("java/lang/Object", "org/rnnkit/cli/RnnKit", "picocli/CommandLine");
    }
}
