package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;

/** A test that ShellCheck finds nothing in the kit's scripts and in the scripts of its workflows. */
class ShellCheckTest {

    @TempDir
    private Path folder;

    @Test
    void findsNothing() throws Exception {
        Programs.assumeInstalled("shellcheck");
        List<String> command = new ArrayList<>(List.of("shellcheck", "--external-sources", "--source-path=SCRIPTDIR"));
        Stream.of("rnnkit", ".ci/run").map(file -> Workflow.KIT.resolve(file).toString()).forEach(command::add);
        FileUtils.listFiles(Workflow.KIT.resolve(".github").toFile(), new String[] {"sh"}, true)
                .forEach(file -> command.add(file.toString()));
        for (Map.Entry<String, String> script : scriptsOfWorkflows().entrySet()) {
            command.add(Files.writeString(folder.resolve(script.getKey().replaceAll("\\W+", "-")),
                    "#!/bin/bash\n" + script.getValue()).toString());
        }
        assertThat(command).hasSizeGreaterThan(20);
        assertThat(Programs.run(0, Workflow.KIT, Map.of(), command)).isEmpty();
    }

    private static Map<String, String> scriptsOfWorkflows() throws IOException {
        Map<String, String> scripts = new LinkedHashMap<>();
        for (Workflow workflow : WorkflowRulesTest.workflowsAndActions().toList()) {
            for (JsonNode step : workflow.steps()) {
                if (step.has("run") && !step.path("shell").asText().equals("cmd")) {
                    scripts.put(workflow.file() + " " + step.get("name").asText(), step.get("run").asText());
                }
            }
        }
        return scripts;
    }
}
