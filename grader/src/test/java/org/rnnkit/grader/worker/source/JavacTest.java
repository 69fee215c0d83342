package org.rnnkit.grader.worker.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tests of the compiler in memory, where it could differ from one that reads and writes files. */
class JavacTest {

    private static CompileAnswer compile(String source, String... others) {
        Map<String, byte[]> used = new TreeMap<>();
        for (int i = 0; i < others.length; i += 2) {
            used.put("src/" + others[i], others[i + 1].getBytes(StandardCharsets.ISO_8859_1));
        }
        return Javac.compile(Map.of("src/p/A.java", source.getBytes(StandardCharsets.ISO_8859_1)), used, "src", List.of());
    }

    @Test
    void compilesOtherSourcesOnlyIfTheyAreUsed() {
        CompileAnswer answer = compile("package p; class A { q.B b; }", "q/B.java", "package q; public class B { C c; }",
                "q/C.java", "package q; class C {}", "q/Broken.java", "package q; no Java");

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.classes()).containsOnlyKeys("p/A.class", "q/B.class", "q/C.class");
    }

    @Test
    void namesTheOtherSourceThatIsWrong() {
        CompileAnswer answer = compile("package p; class A { q.B b; }",
                "q/B.java", "package q;\npublic class B { int x = true; }");

        assertThat(answer.errors()).singleElement().satisfies(
                error -> assertThat(error.file() + ":" + error.line()).isEqualTo("src/q/B.java:2"));
    }

    /** As javac says it where it reads a file, but once for each. */
    @Test
    void namesTheFirstPlaceThatIsNotUtf8() {
        assertThat(compile("package p; class A {\n// größe\n}").errors()).containsExactly(new CompileError("src/p/A.java", 2,
                26, "compiler.err.illegal.char.for.encoding", "unmappable character (0xF6) for encoding UTF-8"));
        assertThat(compile("package p; class A { q.B b; }", "q/B.java", "package q; public class B {} // größe").errors())
                .extracting(CompileError::file).containsExactly("src/q/B.java");
    }

    /** Other builds write the classes to a disk, where two such names may be one, or where such a name is too long. */
    @Test
    void keepsNamesThatDifferInCaseAndRefusesThoseTooLongForADisk() {
        assertThat(compile("package p; class A { class Abc {} class ABC {} }").classes())
                .containsOnlyKeys("p/A.class", "p/A$Abc.class", "p/A$ABC.class");
        assertThat(compile("package p; class " + "A".repeat(250) + " {}").errors())
                .singleElement().satisfies(error -> assertThat(error.message()).endsWith(": File name too long"));
    }

    @Test
    void refusesAModule() {
        assertThat(compile("module p {}").errors()).singleElement().satisfies(error -> assertThat(error.message())
                .isEqualTo("module declarations should be in a file named module-info.java"));
        assertThat(Javac.compile(Map.of("module-info.java", "module p {}".getBytes(StandardCharsets.UTF_8)), Map.of(), "",
                List.of()).errors()).singleElement().satisfies(error -> assertThat(error.message())
                .isEqualTo("file should be on source path, or on patch path for module"));
    }
}
