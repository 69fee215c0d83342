package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the archive of the command line. */
class LauncherArchiveTest {

    @TempDir
    private Path folder;

    @Test
    void rehearsesAGradingThatRunsNoStep() throws IOException {
        List<String> grading = LauncherArchive.rehearsals(folder).get(3);

        assertThat(grading).startsWith("grade").contains("--no-training");
        Submission submission = new Intake(Kit.find(Steps.all())).take(grading.get(1));
        assertThat(Steps.all()).filteredOn(submission::has).containsExactly(Steps.all().get(0));
        assertThat(submission.texts(Steps.all().get(0))).singleElement().asString().endsWith("{");
    }

    /** Java 17 can't archive some lambdas of the commands, and Java 25 numbers the classes of each list by itself. */
    @Test
    void joinsTheListsOfSeveralCommandsWithoutTheLambdasOfThePicocliCommands() {
        assertThat(LauncherArchive.archivable(List.of("java/lang/Object id: 0", "org/rnnkit/cli/RnnKit id: 7",
                "@lambda-proxy org/rnnkit/cli/RnnKit handleParseException ()Lpicocli/CommandLine$IParameterExceptionHandler;",
                "@lambda-proxy java/util/Comparator compare ()Ljava/util/Comparator;", "java/lang/Object id: 0",
                "picocli/CommandLine id: 7"))).containsExactly("java/lang/Object", "org/rnnkit/cli/RnnKit",
                "@lambda-proxy java/util/Comparator compare ()Ljava/util/Comparator;", "picocli/CommandLine");
    }
}
