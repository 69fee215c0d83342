package org.rnnkit.cli.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnkit.grader.config.ConfigSchema;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.learner.stub.Stub;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Every file of the kit that follows from others, and what it should be. */
public final class DerivedFiles {

    private DerivedFiles() {}

    /**
     * Derives the stubs from the solutions, the chapters' examples from the graded tests, and the schema of grading.yaml
     * from steps.yaml.
     *
     * @param layout the kit's folders
     * @return each derived file and its text
     * @throws IOException if a source can't be read
     */
    public static Map<Path, String> files(Layout layout) throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        for (Step step : Steps.withBonus()) {
            Path stub = layout.exercise(step);
            String solution = Files.readString(layout.solution(step));
            String stubSource = Stub.of(solution, step.className(), step.number());
            files.put(stub, stubSource);

            Path chapter = layout.chapter(step);
            Path test = layout.gradedTests(step).resolve("ChapterExampleTest.java");
            String withExample = ChapterExample.into(Files.readString(chapter), Files.readString(test));
            files.put(chapter, ChapterImports.into(withExample, solution, stubSource));
        }
        files.put(layout.home().resolve("docs/grading.schema.json"), new ConfigSchema(Steps.withBonus()).text());
        return files;
    }

    /**
     * Compares the derived files with what they should be.
     *
     * @param layout the kit's folders
     * @return those that differ or are not there
     * @throws IOException if a file can't be read
     */
    public static List<Path> differing(Layout layout) throws IOException {
        List<Path> differing = new ArrayList<>();
        for (Map.Entry<Path, String> file : files(layout).entrySet()) {
            if (!Files.exists(file.getKey()) || !Files.readString(file.getKey()).equals(file.getValue())) {
                differing.add(file.getKey());
            }
        }
        return differing;
    }

    /**
     * Writes every derived file as it should be.
     *
     * @param layout the kit's folders
     * @throws IOException if a file can't be read or written
     */
    public static void write(Layout layout) throws IOException {
        for (Map.Entry<Path, String> file : files(layout).entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            Files.writeString(file.getKey(), file.getValue());
        }
    }
}
