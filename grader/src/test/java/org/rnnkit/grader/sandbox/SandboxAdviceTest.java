package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the advice names the setting that prevents sandboxes. */
class SandboxAdviceTest {

    @TempDir
    private Path settings;

    @ParameterizedTest
    @CsvSource({
        "kernel/apparmor_restrict_unprivileged_userns, 1, kernel.apparmor_restrict_unprivileged_userns=0",
        "kernel/apparmor_restrict_unprivileged_userns, 0, install bubblewrap",
        "kernel/unprivileged_userns_clone, 0, kernel.unprivileged_userns_clone=1",
        "user/max_user_namespaces, 0, user.max_user_namespaces=10000",
        "user/max_user_namespaces, 96000, install bubblewrap"})
    void namesTheCommandThatHelps(String setting, String value, String advice) throws IOException {
        Files.createDirectories(settings.resolve(setting).getParent());
        Files.writeString(settings.resolve(setting), value + "\n");

        assertThat(SandboxAdvice.of(settings)).containsIgnoringCase(advice);
        assertThat(SandboxAdvice.forThisMachine()).isNotEmpty();
    }
}
