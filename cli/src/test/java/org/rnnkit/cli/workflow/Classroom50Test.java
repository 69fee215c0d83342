package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.cli.Programs;

/** Tests of the autograder for Classroom 50 in docs/classroom50/, with a fake kit in its zip. */
@EnabledOnOs(OS.LINUX)
class Classroom50Test {

    @TempDir
    private Path folder;
    private Path bundle;
    private Path checkout;
    private Workspace workspace;

    @BeforeEach
    void makeBundle() throws IOException {
        Programs.assumeInstalled("python3");
        checkout = Files.createDirectories(folder.resolve("checkout"));
        bundle = Files.createDirectories(folder.resolve("bundle"));
        Files.copy(Workflow.KIT.resolve("docs/classroom50/autograder.py"), bundle.resolve("autograder.py"));
        workspace = new Workspace(checkout);
        workspace.addKitReport("result.json", "{\"score\": 44}");
        workspace.addKitReport("summary.md", "# The board\n");
    }

    /** The runner takes a result only together with exit status 0, also of a submission that did not pass. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void leavesTheResultInTheCheckout(int status) throws Exception {
        workspace.setKitResult(status, "");

        assertThat(autograde("").status()).isZero();

        assertThat(checkout.resolve("result.json")).hasContent("{\"score\": 44}");
        assertThat(checkout.resolve("release-body.md")).hasContent("# The board");
        assertThat(Files.readString(folder.resolve("arguments")).split("\0")).startsWith("grade",
                checkout.toRealPath().toString(), "--no-training", "--format", "classroom50,markdown", "--out");
        assertThat(folder.resolve("environment")).content().contains("CLASSROOM=spring").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 137})
    void leavesNoResultIfGradingFails(int status) throws Exception {
        workspace.setKitResult(status, "");

        assertThat(autograde("").status()).isEqualTo(status);
        assertThat(checkout.resolve("result.json")).doesNotExist();
    }

    @Test
    void findsTheKitInAFolderOfTheZip() throws Exception {
        Files.writeString(bundle.resolve("grading.yaml"), "bonusSteps: true\n");

        assertThat(autograde("rnn-kit/").status()).isZero();
        assertThat(Files.readString(folder.resolve("arguments")).split("\0")).containsSubsequence("--config");
    }

    /** Everybody can read what Classroom 50 publishes. */
    @Test
    void refusesAZipWithTheReference() throws Exception {
        Files.createDirectories(checkout.resolve("kit/solutions"));
        Files.writeString(checkout.resolve("kit/solutions/pom.xml"), "<project/>");

        Workspace.Run run = autograde("");

        assertThat(run.status()).isNotZero();
        assertThat(run.log()).contains("kit.zip has the reference", "./rnnkit handout DIR");
        assertThat(checkout.resolve("result.json")).doesNotExist();
    }

    /** Zips the fake kit; it notes its arguments outside of the folder, which the autograder deletes. */
    private Workspace.Run autograde(String prefix) throws Exception {
        Path launcher = checkout.resolve("kit/rnnkit");
        Files.writeString(launcher, Files.readString(launcher).replace("$fake/arguments", folder + "/arguments")
                .replace("$fake/environment", folder + "/environment"));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bundle.resolve("kit.zip")));
                Stream<Path> files = Files.walk(checkout.resolve("kit"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(prefix + checkout.resolve("kit").relativize(file)));
                Files.copy(file, zip);
            }
        }
        return workspace.run(Map.of("CLASSROOM", "spring", "GITHUB_TOKEN", "secret"), "python3",
                bundle.resolve("autograder.py").toString());
    }
}
