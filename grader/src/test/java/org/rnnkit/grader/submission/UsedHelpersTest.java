package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which helper classes count as used. */
class UsedHelpersTest {

    private static final List<SourceFile> HELPERS = List.of(file("util/Shapes.java", "package util; class Shapes { Inner a; }"),
            file("util/Inner.java", "package util; class Inner extends Shapes {}"),
            file("util/Other.java", "package util; class Other {}"));

    private static SourceFile file(String path, String source) {
        return SourceFile.of(path, source.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> used(String source) {
        return UsedHelpers.of(List.of(file("Step.java", source)), HELPERS).stream().map(SourceFile::path).toList();
    }

    /** The compiler also reads a name in escapes and with characters that it ignores. */
    @ParameterizedTest
    @ValueSource(strings = {"util.Shapes.rows();", "import static util.Shapes.*;", "class A<T extends Shapes[]> {}",
        "\\u0053hapes.rows();", "Sha\\uuu0070es.rows();", "Sha\u0001pes.rows();", "Sha\u200Bpes.rows();",
        "Sha\\u200Bpes.rows();"})
    void areThoseThatASourceNamesAndTheOnesBehindThem(String source) {
        assertThat(used(source)).containsExactly("util/Shapes.java", "util/Inner.java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "util.shapes.rows();", "int MyShapes, Shapes2;", "class A {}"})
    void areNotThoseThatNoSourceNames(String source) {
        assertThat(used(source)).isEmpty();
    }

    /** Twice the input takes about twice the time; a search whose time grows with the square would take minutes. */
    @Test
    void areFoundInLargeSources() {
        for (String piece : List.of("\\u", "\\uuuu", "Shapes ", "/*", "\"", "\\")) {
            assertThat(used(piece.repeat(1_000_000 / piece.length()))).hasSizeLessThan(3);
        }
    }
}
