package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a machine without a sandbox is told what to do. */
class SandboxFinderTest {

    @TempDir
    private Path settings;

    @ParameterizedTest
    @CsvSource({
        "kernel/apparmor_restrict_unprivileged_userns, 1, kernel.apparmor_restrict_unprivileged_userns=0",
        "kernel/apparmor_restrict_unprivileged_userns, 0, --security-opt",
        "kernel/unprivileged_userns_clone, 0, kernel.unprivileged_userns_clone=1",
        "user/max_user_namespaces, 0, user.max_user_namespaces=10000",
        "user/max_user_namespaces, 96000, --security-opt"})
    void namesTheSettingThatPreventsSandboxes(String setting, String value, String advice) throws IOException {
        Files.createDirectories(settings.resolve(setting).getParent());
        Files.writeString(settings.resolve(setting), value + "\n");

        assertThat(SandboxFinder.permission(settings)).contains(advice);
    }

    @ParameterizedTest
    @CsvSource({"bubblewrap 0.8.0, true", "bubblewrap 0.12.0, true", "bubblewrap 1.0.0, true", "bubblewrap 0.8, true",
        "bubblewrap 0.7.9, false", "bubblewrap 0.6.1, false", "something else 0.9, false", "'', false"})
    void takesOnlyVersionsThatPreventFurtherNamespaces(String line, boolean recent) {
        assertThat(SandboxFinder.isRecent(line)).isEqualTo(recent);
    }

    @ParameterizedTest
    @CsvSource({"apt-get, apt-get install bubblewrap", "dnf, dnf install bubblewrap", "zypper, zypper install bubblewrap",
        "pacman, pacman -S bubblewrap", "other, https://github.com/containers/bubblewrap"})
    void namesTheOneCommandThatInstallsIt(String manager, String command) throws IOException {
        Path program = Files.createFile(settings.resolve(manager));
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(SandboxFinder.installation("/nowhere" + File.pathSeparator + settings)).endsWith(command);
    }
}
