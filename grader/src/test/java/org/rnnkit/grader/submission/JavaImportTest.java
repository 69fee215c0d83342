package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.submission.JavaLexer.JavaImport;

/** Tests of the imports that are found in sources. */
class JavaImportTest {

    private static List<JavaImport> findAll(String source) {
        return JavaImport.findAll(JavaLexer.code(source));
    }

    @Test
    void findsImportsOfEveryKind() {
        assertThat(findAll("""
                /* import a.No; */ package p;
                // import b.No;
                import a.B; // why
                import static a.B.max;
                import a . // split
                    b.*;
                /**
                import c.No;
                */
                class A {
                    String s = \"""
                import d.No;
                \""";
                }
                """)).containsExactly(new JavaImport("a.B", false, 3, 3), new JavaImport("a.B.max", true, 4, 4),
                new JavaImport("a.b.*", false, 5, 6));
    }

    @Test
    void returnsTheSimpleName() {
        JavaImport one = new JavaImport("java.util.List", false, 1, 1);
        assertThat(one.simpleName()).isEqualTo("List");
        assertThat(one.isOnDemand()).isFalse();
        assertThat(new JavaImport("java.util.*", false, 1, 1).isOnDemand()).isTrue();
    }

    @Test
    void ignoresAnUnfinishedImport() {
        assertThat(findAll("import a.B\nimport a.C;")).extracting(JavaImport::name).containsExactly("a.C");
        assertThat(findAll("import a.B")).isEmpty();
    }
}
