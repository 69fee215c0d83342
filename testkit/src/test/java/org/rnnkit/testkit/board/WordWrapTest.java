package org.rnnkit.testkit.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests of word wrap. */
class WordWrapTest {

    @Test
    void breaksBetweenWordsAndKeepsTheIndentation() {
        assertThat(WordWrap.of("  one two three\nfour", 9)).isEqualTo("  one two\n  three\nfour");
    }

    @Test
    void breaksNoWord() {
        assertThat(WordWrap.of("see a/very/long/path now", 8)).isEqualTo("see\na/very/long/path\nnow");
    }

    @Test
    void breaksNoQuotedText() {
        assertThat(WordWrap.of("It gave \"the  time \", not \"a b\" (\"x y\").", 12))
                .isEqualTo("It gave\n\"the  time \",\nnot \"a b\"\n(\"x y\").");
        assertThat(WordWrap.of("With \u201CReLU, not clipped\u201D it ends", 10))
                .isEqualTo("With\n\u201CReLU, not clipped\u201D\nit ends");
    }

    /** A mark of inches, or a lone quotation mark, does not keep the rest of the line together. */
    @Test
    void breaksAfterALoneQuotationMark() {
        assertThat(WordWrap.of("a 5\" screen and a 7\" one", 10)).isEqualTo("a 5\"\nscreen and\na 7\" one");
        assertThat(WordWrap.of("it ends with \" and more", 12)).isEqualTo("it ends with\n\" and more");
    }

    @Test
    void breaksNoCommand() {
        assertThat(WordWrap.of("Train your model: ./rnnkit train solutions --epochs 50, and wait", 24))
                .isEqualTo("Train your model:\n./rnnkit train solutions --epochs 50,\nand wait");
        assertThat(WordWrap.of("Run mvn test -pl exercises -Dgroups=step4 now", 12))
                .isEqualTo("Run\nmvn test -pl exercises -Dgroups=step4\nnow");
        assertThat(WordWrap.of("./rnnkit watch shows them once the nine pass", 20))
                .isEqualTo("./rnnkit watch shows\nthem once the nine\npass");
    }
}
