package org.rnnkit.learner.quiz;

import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The Markdown of the quiz (paragraphs, code, emphasis) as HTML for a page or as plain text for a terminal. */
final class QuizMarkdown {

    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder().escapeHtml(true).build();

    private QuizMarkdown() {}

    /** Converts a text to paragraphs and code blocks in HTML. */
    static String html(String markdown) {
        return HTML.render(PARSER.parse(markdown)).strip();
    }

    /** Converts a single paragraph to HTML without the paragraph's own tags, for a label. */
    static String inlineHtml(String markdown) {
        return html(markdown).replaceAll("^<p>|</p>$", "");
    }

    /** Converts a text to lines: a long one for each paragraph, and code blocks indented by four spaces. */
    static String plain(String markdown) {
        PlainText text = new PlainText();
        PARSER.parse(markdown).accept(text);
        return text.lines.toString().strip();
    }

    /** A visitor that collects the plain text. Code keeps its backticks, so that it stands out. */
    private static final class PlainText extends AbstractVisitor {

        private final StringBuilder lines = new StringBuilder();

        @Override
        public void visit(Paragraph paragraph) {
            visitChildren(paragraph);
            endBlock(paragraph);
        }

        @Override
        public void visit(Text text) {
            lines.append(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            lines.append('`').append(code.getLiteral()).append('`');
        }

        @Override
        public void visit(HtmlInline html) {
            lines.append(html.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            lines.append(' ');
        }

        @Override
        public void visit(FencedCodeBlock code) {
            lines.append(code.getLiteral().lines().map(line -> "    " + line).collect(Collectors.joining("\n")));
            endBlock(code);
        }

        private void endBlock(Node block) {
            lines.append(block.getNext() == null ? "" : "\n\n");
        }
    }
}
