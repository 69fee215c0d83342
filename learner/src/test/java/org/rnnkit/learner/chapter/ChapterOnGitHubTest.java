package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests that the chapters have nothing that GitHub does not render: it shows the same files as the studio. */
class ChapterOnGitHubTest {

    private static final Parser PARSER = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final Set<String> BLOCKS = Set.of("", "java", "java try", "java try throws", "text", "math");

    static List<Path> chapters() {
        Path kit = Path.of("..");
        return Stream.concat(Stream.of(new Layout(kit).firstChapter()),
                Steps.withBonus().stream().map(Step::chapterFile).map(kit::resolve)).toList();
    }

    @ParameterizedTest
    @MethodSource("chapters")
    void hasOnlyWhatGitHubRenders(Path chapter) throws IOException {
        PARSER.parse(Files.readString(chapter)).accept(new AbstractVisitor() {

            @Override
            public void visit(HtmlBlock html) {
                requireComment(html.getLiteral());
            }

            @Override
            public void visit(HtmlInline html) {
                requireComment(html.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock block) {
                assertThat(BLOCKS).contains(block.getInfo());
            }

            @Override
            public void visit(Link link) {
                visitChildren(link);
                requireTarget(link.getDestination());
            }

            @Override
            public void visit(Image image) {
                requireTarget(image.getDestination());
            }

            /** GitHub reads a dollar sign as the beginning of a formula. The chapters' formulas are $`x`$. */
            @Override
            public void visit(Text text) {
                String words = text.getLiteral();
                words = text.getPrevious() instanceof Code ? words.replaceFirst("^\\$", "") : words;
                words = text.getNext() instanceof Code ? words.replaceFirst("\\$$", "") : words;
                assertThat(words).doesNotContain("$");
            }

            private void requireComment(String html) {
                assertThat(html.strip()).startsWith("<!--").endsWith("-->");
            }

            private void requireTarget(String address) {
                if (!address.startsWith("https://")) {
                    assertThat(chapter.resolveSibling(address)).isRegularFile();
                }
            }
        });
    }
}
