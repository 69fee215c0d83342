package org.rnnkit.learner.chapter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The changes that turn the document that GitHub shows into the document of a page: formulas, links, drawings, comments,
 * long code in tables. A formula stays TeX, in an element of the class "math": formula.js typesets it.
 */
final class ChapterRewriter extends AbstractVisitor {

    private static final Pattern COMMENT = Pattern.compile("\\s*<!--(?:(?!-->).)*+-->\\s*", Pattern.DOTALL);
    private static final Pattern CHAPTER = Pattern.compile("(?:\\.\\./)?(\\w+)/README\\.md");
    private static final String FIRST_CHAPTER = "../README.md";
    private static final Pattern DRAWING = Pattern.compile("\\w+\\.svg");

    /** The places in a long call where a line may end: before a dot, and after a parenthesis with a long content. */
    private static final Pattern BREAK = Pattern.compile("(?<=[\\w)])(?=\\.[a-z])|(?<=\\()(?=[^)].{7})");
    /** The length of code that needs no break, in characters. */
    private static final int SHORT = 20;

    private static final Pattern PUNCTUATION = Pattern.compile("\\$([,.;:!?)]*)");

    static boolean isOnTheWeb(Link link) {
        return link.getDestination().matches("https?://.*");
    }

    @Override
    public void visit(HtmlBlock html) {
        if (COMMENT.matcher(html.getLiteral()).matches()) {
            html.unlink();
        }
    }

    @Override
    public void visit(HtmlInline html) {
        if (COMMENT.matcher(html.getLiteral()).matches()) {
            html.unlink();
        }
    }

    /** Replaces a block that GitHub typesets, ```math, and a line to try, ```java try. */
    @Override
    public void visit(FencedCodeBlock block) {
        if (block.getInfo().startsWith(ChapterText.CELL)) {
            replace(block, new Markup(Pages.render("studio/cell-form.jte", block.getLiteral().strip()), true));
        } else if (block.getInfo().equals("math")) {
            // On a narrow screen it scrolls, which must also be possible with the keyboard.
            replace(block, new Markup("<div class=\"formula math\" tabindex=\"0\" role=\"group\" aria-label=\"Formula\">"
                    + escape(block.getLiteral().strip()) + "</div>", true));
        }
    }

    /**
     * Replaces a formula in a line, which GitHub typesets if the code has a dollar sign on each side: $`x`$. No line ends
     * between it and its parenthesis or comma.
     */
    @Override
    public void visit(Code code) {
        if (code.getPrevious() instanceof Text before && before.getLiteral().endsWith("$")
                && code.getNext() instanceof Text after && after.getLiteral().startsWith("$")) {
            String open = before.getLiteral().endsWith("($") ? "(" : "";
            before.setLiteral(before.getLiteral().substring(0, before.getLiteral().length() - 1 - open.length()));
            String close = PUNCTUATION.matcher(after.getLiteral()).results().findFirst().orElseThrow().group(1);
            after.setLiteral(after.getLiteral().substring(1 + close.length()));
            replace(code, new Markup("<span class=\"together\">" + open + "<span class=\"math\">" + escape(code.getLiteral())
                    + "</span>" + close + "</span>", false));
        } else if (isInTable(code) && code.getLiteral().length() > SHORT) {
            replace(code, new Markup("<code>" + BREAK.splitAsStream(code.getLiteral()).map(ChapterRewriter::escape)
                    .collect(Collectors.joining("<wbr>")) + "</code>", false));
        }
    }

    private static boolean isInTable(Node node) {
        return node != null && (node instanceof TableCell || isInTable(node.getParent()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public void visit(Link link) {
        visitChildren(link);
        Matcher chapter = CHAPTER.matcher(link.getDestination());
        Optional<Step> step = chapter.matches() ? Steps.withId(chapter.group(1)) : Optional.empty();
        if (step.isPresent()) {
            link.setDestination("steps/" + step.get().number());
        } else if (link.getDestination().equals(FIRST_CHAPTER)) {
            link.setDestination("steps/0");
        } else if (!isOnTheWeb(link)) {
            dissolve(link);
        }
    }

    @Override
    public void visit(Image image) {
        if (DRAWING.matcher(image.getDestination()).matches()) {
            image.setDestination("drawings/" + image.getDestination());
        } else {
            dissolve(image);
        }
    }

    /** Puts a table into an element that scrolls, so that the page does not. */
    @Override
    public void visit(CustomBlock block) {
        visitChildren(block);
        if (block instanceof TableBlock) {
            block.insertBefore(new Markup("<div class=\"table\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">", true));
            block.insertAfter(new Markup("</div>", true));
        }
    }

    private static void replace(Node old, Node replacement) {
        old.insertAfter(replacement);
        old.unlink();
    }

    /** Leaves only the text of a link or an image. */
    private static void dissolve(Node node) {
        while (node.getFirstChild() != null) {
            node.insertBefore(node.getFirstChild());
        }
        node.unlink();
    }
}
