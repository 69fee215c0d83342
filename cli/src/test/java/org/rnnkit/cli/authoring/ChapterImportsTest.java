package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** The line of a chapter that names the imports to add. */
class ChapterImportsTest {

    private static final String CHAPTER = "# Step\n\n<!-- imports -->\nold\n\nEnd\n";
    private static final String STUB = "package p;\n\nimport a.Known;\n\nclass Thing {}\n";

    @Test
    void namesWhatTheStubDoesNotImport() {
        assertThat(ChapterImports.into(CHAPTER, """
                /*
                import no.Comment;
                */
                package p;

                import a.Known;
                import b.First; // why
                import c.Second;
                import static d.Numbers.ONE;

                class Thing {
                    String text = \"""
                import no.Text;
                \""";
                }
                """, STUB)).isEqualTo("# Step\n\n<!-- imports -->\n"
                + "Imports that the stub does not have yet: `b.First`, `c.Second`.\n\nEnd\n");
    }

    @Test
    void saysSoWhereTheStubHasAll() {
        assertThat(ChapterImports.into(CHAPTER, STUB, STUB)).contains("\nThe stub imports all that you are likely to need.\n");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChapterImports.into("# Step", STUB, STUB))
                .withMessageContaining("no line after <!-- imports -->");
    }
}
