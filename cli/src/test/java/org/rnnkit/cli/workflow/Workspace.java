package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;
import org.rnnkit.cli.Programs;

/** A folder like the workspace of a GitHub runner, with the kit's scripts and a fake ./rnnkit. Programs may be in bin/. */
final class Workspace {

    /** The outcome of a step. */
    record Run(int status, String log, String summary) {}

    private static final String FAKE_KIT = """
            #!/usr/bin/env bash
            fake=$(dirname "$0")/fake
            printf '%s\\0' "$@" >"$fake/arguments"
            env >"$fake/environment"
            if [ "$1" = deadlines ]; then : >"$4"; cat "$fake/log"; exit "$(cat "$fake/status")"; fi
            while [ $# -gt 0 ]; do
              if [ "$1" = --out ]; then mkdir -p "$2"; cp -R "$fake/reports/." "$2"; fi
              shift
            done
            cat "$fake/log"
            exit "$(cat "$fake/status")"
            """;

    private final Path folder;
    private final Path fake;

    Workspace(Path folder) throws IOException {
        this.folder = folder;
        this.fake = folder.resolve("kit/fake");
        Files.createDirectories(fake.resolve("reports"));
        Files.createDirectories(folder.resolve("temp"));
        FileUtils.copyDirectory(Workflow.KIT.resolve(".github/scripts").toFile(),
                folder.resolve("kit/.github/scripts").toFile());
        Programs.script(folder.resolve("kit/rnnkit"), FAKE_KIT);
        setKitResult(0, "");
    }

    Path folder() {
        return folder;
    }

    void setKitResult(int status, String log) throws IOException {
        Files.writeString(fake.resolve("status"), Integer.toString(status));
        Files.writeString(fake.resolve("log"), log);
    }

    void addKitReport(String file, String content) throws IOException {
        Programs.write(fake.resolve("reports").resolve(file), content);
    }

    /** Returns the arguments that the kit was called with. */
    List<String> arguments() throws IOException {
        return List.of(Files.readString(fake.resolve("arguments")).split("\0"));
    }

    String kitEnvironment() throws IOException {
        return Files.readString(fake.resolve("environment"));
    }

    /** Runs a step as GitHub does, with the given values for the expressions in its env. */
    Run run(JsonNode step, Map<String, String> environment) throws IOException, InterruptedException {
        Set<String> named = new LinkedHashSet<>();
        step.path("env").fieldNames().forEachRemaining(named::add);
        Set<String> given = new LinkedHashSet<>(environment.keySet());
        given.removeIf(name -> name.startsWith("GIT"));
        assertThat(given).as("the names in the step's env").isEqualTo(named);
        Path script = Files.writeString(folder.resolve("temp/step.sh"), step.get("run").asText());
        return run(environment, "bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString());
    }

    Run run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path summary = Files.writeString(folder.resolve("temp/summary"), "");
        File log = folder.resolve("temp/log").toFile();
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command))).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(log);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT"));
        builder.environment().putAll(Map.of("GITHUB_STEP_SUMMARY", summary.toString(),
                "RUNNER_TEMP", folder.resolve("temp").toString(), "GITHUB_WORKSPACE", folder.toString(),
                "GITHUB_SERVER_URL", "https://github.com", "GITHUB_REPOSITORY", "ada/rnn-kit",
                "XDG_CACHE_HOME", folder.resolve("cache").toString(), "CI", "true",
                "PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH")));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), Files.readString(log.toPath()), Files.readString(summary));
    }
}
