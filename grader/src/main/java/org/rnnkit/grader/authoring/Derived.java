package org.rnnkit.grader.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rnnkit.grading.Step;
import org.rnnkit.grading.Steps;

/** Every file of the kit that follows from others, and what it should be. */
public final class Derived {

    private Derived() {}

    /**
     * Derives the stubs from the solutions and the chapters' examples from the graded tests.
     *
     * @param kit the kit's root folder
     * @return each derived file and its text
     * @throws IOException if a source can't be read
     */
    public static Map<Path, String> files(Path kit) throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        for (Step step : Steps.all()) {
            Path stub = kit.resolve("exercises").resolve(step.sourceFile());
            String solution = Files.readString(kit.resolve("solutions").resolve(step.sourceFile()));
            files.put(stub, Stub.of(solution, step.className(), step.number()));

            Path chapter = stub.resolveSibling("README.md");
            Path test = kit.resolve("src/test/java").resolve(step.packageName().replace('.', '/'))
                    .resolve("ChapterExampleTest.java");
            files.put(chapter, ChapterExample.into(Files.readString(chapter), Files.readString(test)));
        }
        return files;
    }

    /**
     * Writes the derived files that differ.
     *
     * @param kit the kit's root folder
     * @return the files written
     * @throws IOException if one can't be read or written
     */
    public static Iterable<Path> write(Path kit) throws IOException {
        Map<Path, String> files = files(kit);
        for (Path file : java.util.List.copyOf(files.keySet())) {
            if (Files.exists(file) && Files.readString(file).equals(files.get(file))) {
                files.remove(file);
            } else {
                Files.createDirectories(file.getParent());
                Files.writeString(file, files.get(file));
            }
        }
        return files.keySet();
    }
}
