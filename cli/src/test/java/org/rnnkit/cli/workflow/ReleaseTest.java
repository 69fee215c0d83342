package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;
import org.rnnkit.toolkit.Sha256;

/**
 * Tests that run the steps of a release, with a fake kit and a fake GitHub. The handout that the kit writes for a
 * release has tests of its own, {@code HandoutTest}; here it would cost half a minute for each case.
 */
@EnabledOnOs(OS.LINUX)
class ReleaseTest {

    private static final Workflow RELEASE = Workflow.of(".github/workflows/release.yml");

    /** It says its version, and writes a handout as a git repository. */
    private static final String FAKE_KIT = """
            #!/usr/bin/env bash
            set -e
            case $1 in
              --version) echo 'RNN Kit 1.2.0' ;;
              handout) mkdir "$2" && cd "$2" && git init -q && echo stub >stub.java && git add . \\
                && git -c user.name=a -c user.email=a@example.org commit -qm handout ;;
            esac
            """;
    private static final String CHANGELOG = """
            # What changes for a course

            ## 1.2.0

            **Points.** Step 4 is worth more.

            ## 1.1.0

            Older.
            """;

    @TempDir
    private Path folder;
    private Workspace workspace;

    @BeforeEach
    void makeRepository() throws Exception {
        Programs.assumeInstalled("git", "zip", "sha256sum");
        workspace = new Workspace(folder);
        Files.writeString(folder.resolve("kit/rnnkit"), FAKE_KIT);
        Files.writeString(folder.resolve("kit/CHANGELOG.md"), CHANGELOG);
        assertThat(workspace.run(Map.of(), "bash", "-ec", "cd kit && git init -q && git add rnnkit CHANGELOG.md "
                + "&& git -c user.name=a -c user.email=a@example.org commit -qm kit").status()).isZero();
    }

    private Workspace.Run build(String tag) throws Exception {
        return workspace.run(RELEASE.step("build", "Build"), Map.of("TAG", tag));
    }

    @Test
    void aTagBuildsTwoArchivesWithChecksumsAndNotes() throws Exception {
        Workspace.Run run = build("v1.2.0");

        assertThat(run.status()).as(run.log()).isZero();
        Path release = folder.resolve("release");
        assertThat(release.toFile().list()).containsExactlyInAnyOrder("rnn-kit-1.2.0.zip", "rnn-kit-for-students-1.2.0.zip",
                "SHA256SUMS", "notes.md");
        assertThat(files(release.resolve("rnn-kit-1.2.0.zip"))).contains("rnn-kit-1.2.0/rnnkit", "rnn-kit-1.2.0/CHANGELOG.md");
        assertThat(files(release.resolve("rnn-kit-for-students-1.2.0.zip")))
                .contains("rnn-kit-for-students-1.2.0/stub.java").noneMatch(file -> file.contains(".git/"));
        assertThat(Files.readAllLines(release.resolve("SHA256SUMS"))).hasSize(2).allSatisfy(line -> {
            Path file = release.resolve(line.substring(66));
            assertThat(line.substring(0, 64)).isEqualTo(Sha256.of(Files.readAllBytes(file)));
        });
        assertThat(release.resolve("notes.md")).content().isEqualToIgnoringNewLines("**Points.** Step 4 is worth more.");
    }

    @Test
    void startedByHandItBuildsWithoutATag() throws Exception {
        assertThat(build("").status()).isZero();
    }

    @Test
    void aTagOfAnotherVersionIsRefused() throws Exception {
        Workspace.Run run = build("v1.3.0");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.log()).contains("::error title=Not released::The tag is v1.3.0, but pom.xml has the version 1.2.0.");
        assertThat(folder.resolve("release")).doesNotExist();
    }

    @Test
    void aVersionWithoutAnEntryInTheChangelogIsRefused() throws Exception {
        Files.writeString(folder.resolve("kit/CHANGELOG.md"), CHANGELOG.replace("## 1.2.0", "## 1.1.9"));

        Workspace.Run run = build("v1.2.0");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.log()).contains("The newest entry of CHANGELOG.md is 1.1.9, but pom.xml has the version 1.2.0.");
    }

    /** A fake gh prints its arguments. */
    @Test
    void theReleaseHasTheNotesAndAllFiles() throws Exception {
        assertThat(build("v1.2.0").status()).isZero();
        Programs.script(folder.resolve("bin/gh"), "#!/bin/sh\necho \"$@\"\n");

        Workspace.Run run = workspace.run(withPath(), "bash", "-ec", RELEASE.step("publish", "Publish").get("run").asText());

        assertThat(run.status()).as(run.log()).isZero();
        assertThat(run.log().strip()).isEqualTo("release create v1.2.0 --repo ada/rnn-kit --verify-tag --title RNN Kit v1.2.0 "
                + "--notes-file release/notes.md release/rnn-kit-1.2.0.zip release/rnn-kit-for-students-1.2.0.zip "
                + "release/SHA256SUMS");
    }

    private Map<String, String> withPath() {
        return Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"), "GH_TOKEN", "secret", "TAG", "v1.2.0",
                "REPOSITORY", "ada/rnn-kit");
    }

    private static List<String> files(Path zip) throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile()); Stream<String> names = archive.stream().map(entry ->
                entry.getName())) {
            return names.toList();
        }
    }
}
