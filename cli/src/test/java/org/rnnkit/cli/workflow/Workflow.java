package org.rnnkit.cli.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.function.Uncheck;

/**
 * A workflow of the repository, or an action.
 *
 * @param file the path in the repository
 * @param yaml the content
 */
record Workflow(String file, JsonNode yaml) {

    static final Path KIT = Path.of("").toAbsolutePath().getParent();

    static List<Workflow> all() {
        return FileUtils.listFiles(KIT.resolve(".github/workflows").toFile(), new String[] {"yml"}, false).stream()
                .map(file -> of(".github/workflows/" + file.getName())).sorted(Comparator.comparing(Workflow::file)).toList();
    }

    static Workflow of(String file) {
        return new Workflow(file, Uncheck.get(() -> new YAMLMapper().readTree(KIT.resolve(file).toFile())));
    }

    List<JsonNode> jobs() {
        List<JsonNode> jobs = new ArrayList<>();
        yaml.get("jobs").forEach(jobs::add);
        return jobs;
    }

    /** Returns the steps of all jobs, or of the action. */
    List<JsonNode> steps() {
        List<JsonNode> steps = new ArrayList<>();
        if (yaml.has("runs")) {
            yaml.at("/runs/steps").forEach(steps::add);
        } else {
            jobs().forEach(job -> job.get("steps").forEach(steps::add));
        }
        return steps;
    }

    JsonNode step(String job, String name) {
        return find(yaml.at("/jobs/" + job + "/steps"), name);
    }

    /** Returns a step of an action. */
    JsonNode actionStep(String name) {
        return find(yaml.at("/runs/steps"), name);
    }

    private JsonNode find(JsonNode steps, String name) {
        for (JsonNode step : steps) {
            if (step.path("name").asText().equals(name)) {
                return step;
            }
        }
        throw new AssertionError(file + " has no step " + name);
    }

    @Override
    public String toString() {
        return file;
    }
}
