package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.submission.JavaLexer.NormalizedCode;

/** Tests that normalized code is the same for a disguised copy, and for nothing else. */
class NormalizedCodeTest {

    private static final String CODE = "for (Cell cell : cells) { cell.update(a -> a + 1e-9, \"text\"); }";

    @ParameterizedTest
    @ValueSource(strings = {
        "for (Cell x : zellen)\n{\n    x . update ( größe -> größe + 1e-9 , \"\" ) ;\n}",
        "for (Cell record : b) { record.update(var -> var + 1e-9, \"// {\"); } // done",
        "for (Cell $b : _b) { $b.update/* ( */(a -> a + 1e-9, \"\"\"\n    \\\"\"\" \" /*\n    \"\"\"); }"})
    void isTheSameForACopyWithOtherNamesLayoutAndTexts(String copy) {
        assertThat(NormalizedCode.of(copy.replace("$b", "b").replace("_b", "c"))).isEqualTo(NormalizedCode.of(CODE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"for (Cell cell : cells) { cell.update(a -> a - 1e-9, \"text\"); }",
        "for (Cell cell : cells) { cell.remove(a -> a + 1e-9, \"text\"); }",
        "for (Row cell : cells) { cell.update(a -> a + 1e-9, \"text\"); }",
        "for (Cell cell : cells) { cell.update(a -> a + 1e-8, \"text\"); }"})
    void differsWhereTypesMethodsOperatorsOrNumbersDiffer(String other) {
        assertThat(NormalizedCode.of(other)).isNotEqualTo(NormalizedCode.of(CODE));
    }

    @Test
    void countsTheCharactersOfOperators() {
        assertThat(NormalizedCode.of("i++; x -> a.b != 0.5f >= 1e-9;").tokens()).containsExactly("v", "+", "+", ";",
                "v", "-", ">", "v", ".", "v", "!", "=", "0.5f", ">", "=", "1e", "-", "9", ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"// It doesn't say \"so:\n// ", "/* ", "/** Says \"\"\" and:\n * "})
    void findsCodeInComments(String begin) {
        String comment = begin + CODE.replace("{", "{\n" + (begin.startsWith("//") ? "//" : " * "))
                + (begin.startsWith("//") ? "" : " */");
        assertThat(String.join(" ", NormalizedCode.ofComments("int a;\n" + comment + "\nint b;").tokens()))
                .contains(String.join(" ", NormalizedCode.of(CODE).tokens())).doesNotContain("int");
    }
}
