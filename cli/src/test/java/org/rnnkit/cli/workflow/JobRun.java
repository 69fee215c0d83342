package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A run of all steps of a job in their order. It runs each script, and does with files what the kit's actions do with them:
 * a checkout is in its place already, and an uploaded artifact becomes a zip in a folder.
 */
final class JobRun {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ (.*?) }}");

    private final Workspace workspace;
    private final Map<String, String> values;
    private final Map<String, String> environment;
    private final Path artifacts;
    private boolean hasFailed;

    /**
     * Makes a run.
     *
     * @param values the value of each expression, by what is between its braces
     * @param environment more variables for each script
     * @param artifacts the folder for NAME.zip of each artifact
     */
    JobRun(Workspace workspace, Map<String, String> values, Map<String, String> environment, Path artifacts) {
        this.workspace = workspace;
        this.values = values;
        this.environment = environment;
        this.artifacts = artifacts;
    }

    /** Runs the steps, and returns what came of each script, by the step's name. */
    Map<String, Workspace.Run> run(JsonNode job) throws IOException, InterruptedException {
        Map<String, Workspace.Run> runs = new LinkedHashMap<>();
        for (JsonNode step : job.get("steps")) {
            String condition = step.path("if").asText("success()");
            if (!condition.equals("always()") && condition.startsWith("failure()") != hasFailed) {
                continue;
            }
            if (step.has("run")) {
                Map<String, String> variables = new HashMap<>(environment);
                step.path("env").properties().forEach(one -> variables.put(one.getKey(), value(one.getValue().asText())));
                Workspace.Run run = workspace.run(step, variables);
                runs.put(step.get("name").asText(), run);
                hasFailed |= run.status() != 0;
            } else {
                use(step);
            }
        }
        return runs;
    }

    private void use(JsonNode step) throws IOException, InterruptedException {
        JsonNode with = step.path("with");
        switch (step.get("uses").asText().replaceFirst("@.*", "")) {
            case "actions/checkout" -> assertThat(workspace.folder().resolve(with.get("path").asText())).isDirectory();
            case "./kit/.github/actions/prepare" -> {
                Workspace.Run run = workspace.run(PrepareTest.CHECK, Map.of("SANDBOX", "true"));
                assertThat(run.status()).as(run.log()).isZero();
            }
            case "actions/upload-artifact" -> zip(workspace.folder().resolve(with.get("path").asText()),
                    artifacts.resolve(value(with.get("name").asText()) + ".zip"),
                    with.path("include-hidden-files").asBoolean());
            default -> throw new AssertionError("not known here: " + step);
        }
    }

    /** Zips the content of a folder, without the folder itself; by default without hidden files. */
    private static void zip(Path folder, Path zip, boolean withHidden) throws IOException {
        try (OutputStream file = Files.newOutputStream(zip); ZipOutputStream out = new ZipOutputStream(file);
                Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).map(folder::relativize)
                    .filter(path -> withHidden || !("/" + path).contains("/.")).toList();
            for (Path path : all) {
                out.putNextEntry(new ZipEntry(path.toString()));
                Files.copy(folder.resolve(path), out);
            }
        }
    }

    private String value(String text) {
        return EXPRESSION.matcher(text).replaceAll(expression -> {
            assertThat(values).containsKey(expression.group(1));
            return Matcher.quoteReplacement(values.get(expression.group(1)));
        });
    }
}
