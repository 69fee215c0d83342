package org.rnnkit.cli.authoring;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rnnkit.testkit.steps.Step;

/** The steps in the files that editors read: IntelliJ IDEA's run configurations, and the choice in VS Code's tasks. */
final class EditorFiles {

    private static final Pattern TASK_OPTIONS = Pattern.compile(
            "(\"id\": \"step\",[^\\[]*\"options\": \\[\n)[^\\]]*?(\n      \\])");

    private EditorFiles() {}

    /** Returns the name of a step's run configuration in the folder .run. */
    static String runConfigurationName(Step step) {
        return "Step " + step.number() + ".run.xml";
    }

    /** Returns the run configuration that runs a step's tests. */
    static String runConfiguration(Step step) {
        return String.format(Locale.ROOT, """
                <component name="ProjectRunConfigurationManager">
                  <configuration default="false" name="Step %d, %s" type="MavenRunConfiguration" factoryName="Maven">
                    <MavenSettings>
                      <option name="myRunnerParameters">
                        <MavenRunnerParameters>
                          <option name="goals">
                            <list>
                              <option value="test" />
                              <option value="-pl" />
                              <option value="exercises" />
                              <option value="-Dgroups=%s" />
                            </list>
                          </option>
                          <option name="workingDirPath" value="$PROJECT_DIR$" />
                        </MavenRunnerParameters>
                      </option>
                    </MavenSettings>
                    <method v="2" />
                  </configuration>
                </component>
                """, step.number(), escaped(step.title()), step.tag());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /**
     * Puts the steps into tasks.json.
     *
     * @throws IllegalArgumentException if it has no options of an input "step"
     */
    static String tasks(String json, List<Step> steps) {
        Matcher place = TASK_OPTIONS.matcher(json);
        if (!place.find()) {
            throw new IllegalArgumentException(".vscode/tasks.json has no \"options\" of the input \"step\"");
        }
        String options = steps.stream().map(step -> String.format(Locale.ROOT, """
                        {
                          "label": "%d  %s",
                          "value": "%s"
                        }""".indent(8).stripTrailing(), step.number(), step.title().replace("\"", "\\\""), step.tag()))
                .collect(Collectors.joining(",\n"));
        return json.substring(0, place.end(1)) + options + json.substring(place.start(2));
    }
}
