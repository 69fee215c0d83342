package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the quick look at a source file. */
class JavaHeaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "package a.b; class C {} | a.b | C",
        "package a . b ; import x.Y; class D {} public final class C { class E {} } | a.b | C",
        "// package x;\\nclass C {} | '' | C",
        "/* class D {} */ interface C {} | '' | C",
        "@A(B.class) enum C {} | '' | C",
        "@A(\"class D\") record C(int a) {} | '' | C",
        "class C { String s = \"}\"; char c = '}'; public class D {} } | '' | C",
        "class Größe {} | '' | Größe",
        "package a | '' | ''", "package | '' | ''", "class | '' | ''", "} class C {} | '' | C"})
    void knowsPackageAndClass(String source, String packageName, String typeName) {
        JavaHeader header = JavaHeader.of(source.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(header.packageName()).isEqualTo(packageName);
        assertThat(header.typeName()).isEqualTo(typeName);
    }

    @Test
    void knowsTests() {
        assertThat(JavaHeader.of("import org.junit.jupiter.api.Test; class A {}".getBytes(StandardCharsets.UTF_8)).isTest())
                .isTrue();
        assertThat(JavaHeader.of("class A { String s = \"org.junit\"; }".getBytes(StandardCharsets.UTF_8)).isTest()).isFalse();
    }

    /** With a look-ahead at each word, these would take minutes; each is as large as a source may be. */
    @ParameterizedTest
    @ValueSource(strings = {"final ", "public ", "package a.", "/*", "\"", "'", "a.b ", "class {", "\"\"\"", "//"})
    void readsAnySourceOnce(String part) {
        String source = part.repeat(StepSources.MAX_BYTES / part.length());

        assertThat(JavaHeader.of(source.getBytes(StandardCharsets.UTF_8)).isTest()).isFalse();
    }
}
