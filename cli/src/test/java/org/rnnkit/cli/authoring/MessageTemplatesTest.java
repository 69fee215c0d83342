package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the list of messages in Java sources. */
class MessageTemplatesTest {

    @TempDir
    private Path folder;

    private List<String> messages(String body) throws IOException {
        Path file = folder.resolve("A.java");
        Files.writeString(file, "class A {\n" + body + "\n}\n");
        return List.copyOf(MessageTemplates.in(List.of(file)));
    }

    @Test
    void makesPlacesOfThePartsThatAreNotLiterals() throws IOException {
        assertThat(messages("String a(int n) { return \"there are \" + n + \" of \" + size(n) + \" arrays\"; }"))
                .containsExactly("there are {1} of {2} arrays");
    }

    @Test
    void readsTheTextOfAConstantOfTheSameFile() throws IOException {
        assertThat(messages("String a(int n) { return START + n; } static final String START = \"this comes out: \";"))
                .contains("this comes out: {1}").doesNotContain("{1}{2}");
    }

    @Test
    void findsAMessageInsideAnother() throws IOException {
        assertThat(messages("String a(boolean b) { return \"it is wrong\" + (b ? \", in all rows\" : \"\"); }"))
                .containsExactlyInAnyOrder("it is wrong{1}", ", in all rows");
    }

    @Test
    void makesAMessageOfEachLine() throws IOException {
        assertThat(messages("String a = \"the first line\\nthe second line\";"))
                .containsExactly("the first line", "the second line");
    }

    @Test
    void makesPlacesInAFormat() throws IOException {
        assertThat(messages("String a = String.format(\"it took %.2f s, step %d%n\", 1.0, 2);"))
                .containsExactly("it took {1} s, step {2}");
    }

    @Test
    void takesNamesOfTestsAndLeavesAnnotationsOut() throws IOException {
        assertThat(messages("@ParameterizedTest(name = \"a name of {0}\") void stateIsZero() {}"))
                .containsExactly("state is zero");
    }

    @Test
    void leavesSingleWordsAndPatternsOut() throws IOException {
        assertThat(messages("String a = \"org.rnnkit\"; String b = \"(?:one two)\"; String c = \"%s\";")).isEmpty();
    }
}
