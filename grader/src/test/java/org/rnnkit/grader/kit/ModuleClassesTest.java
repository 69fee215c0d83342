package org.rnnkit.grader.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.LanguageModel;

/** Tests of the reader of the kit's modules, and of the libraries that workers get beside them. */
class ModuleClassesTest {

    @TempDir
    private Path folder;

    /** Otherwise the kit's hash would depend on how the kit was started. */
    @Test
    void aJarHasTheSameFilesAsItsFolder() throws IOException {
        Files.createDirectories(folder.resolve("classes/org/some"));
        Files.writeString(folder.resolve("classes/steps.yaml"), "steps");
        Files.writeString(folder.resolve("classes/org/some/Some.class"), "class");
        Path jar = folder.resolve("some.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, new Manifest())) {
            for (String name : List.of("META-INF/maven/", "META-INF/maven/pom.xml", "org/some/", "org/some/Some.class",
                    "steps.yaml")) {
                entries.putNextEntry(new JarEntry(name));
                if (!name.endsWith("/")) {
                    entries.write(name.contains("META-INF") ? new byte[] {1}
                            : Files.readAllBytes(folder.resolve("classes").resolve(name)));
                }
            }
        }

        assertThat(ModuleClasses.read(folder.resolve("classes"))).containsOnlyKeys("org/some/Some.class", "steps.yaml")
                .containsExactlyEntriesOf(ModuleClasses.read(jar));
    }

    @Test
    void readsAModuleOnlyOnce() {
        assertThat(ModuleClasses.files(Steps.class)).isSameAs(ModuleClasses.files(Steps.class)).containsKey("steps.yaml");
    }

    /** As on many CI machines, Maven's repository is inside the checkout. */
    @Test
    void theLibrariesHaveTheJarsOfARepositoryInsideTheKit() {
        Path kit = Path.of("/home/ci/kit").toAbsolutePath();
        Path inside = kit.resolve(".m2/repository/ai/djl/api/0.36.0/api-0.36.0.jar");
        Path outside = Path.of("/home/ci/other/junit.jar").toAbsolutePath();
        String classPath = String.join(File.pathSeparator, kit + "/cli/target/cli.jar", kit + "/toolkit/target/classes",
                inside.toString(), outside.toString());

        assertThat(BuiltKit.libraries(classPath, entry -> BuiltKit.isModule(entry, kit)))
                .containsExactly(ModuleClasses.location(LanguageModel.class), inside, outside);
    }

    @Test
    void aClassPathHasTheModulesOfItsClassesFirstAndEachEntryOnce() {
        BuiltKit kit = Kit.find(Steps.all()).built();

        assertThat(kit.classPath(BuiltKit.class, Steps.class, LanguageModel.class)).doesNotHaveDuplicates()
                .startsWith(ModuleClasses.location(BuiltKit.class), ModuleClasses.location(Steps.class), kit.libraries().get(0))
                .hasSize(kit.libraries().size() + 2);
    }
}
