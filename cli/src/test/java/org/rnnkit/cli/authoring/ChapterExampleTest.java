package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Chapters' examples from tests. */
class ChapterExampleTest {

    private static final String TEST = "void it() {\n        // <example>\n        a();\n            b();\n\n        c();\n"
            + "        // </example>\n}\n";
    private static final String CHAPTER = "# Step\n\n<!-- example -->\n```java\nold\n```\n\n```java\nother\n```\n";

    @Test
    void putsTheTestsLinesIntoTheBlock() {
        assertThat(ChapterExample.into(CHAPTER, TEST)).isEqualTo(
                "# Step\n\n<!-- example -->\n```java\na();\n    b();\n\nc();\n```\n\n```java\nother\n```\n");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChapterExample.into("# Step", TEST))
                .withMessageContaining("the chapter has no");
        assertThatIllegalArgumentException().isThrownBy(() -> ChapterExample.into(CHAPTER, "nothing"))
                .withMessageContaining("the test has no");
    }
}
