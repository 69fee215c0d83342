package org.rnnkit.learner.chapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A chapter as HTML, for an element {@code <article class="chapter">}. It is made from the Markdown file that GitHub shows.
 * HTML in the Markdown is escaped, comments are left out, and links lead to other chapters or to the web.
 */
public record ChapterText(String markdown) {

    /**
     * The mark of a cell, a block of code that a learner can run, after the three backticks. It may be followed by "throws":
     * then the cell shows an error.
     */
    static final String CELL = "java try";

    private static final long MAX_BYTES = 1_000_000;
    private static final String GOING_FURTHER = "Going further";
    private static final Parser PARSER = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().escapeHtml(true)
            .extensions(List.of(TablesExtension.create())).nodeRendererFactory(MarkupRenderer::new)
            .attributeProviderFactory(context -> ChapterText::addAttributes).build();
    private static final TextContentRenderer PLAIN = TextContentRenderer.builder().build();

    /**
     * Reads the chapter of a step.
     *
     * @throws UsageException if its file is missing, can't be read, is too large or is a link
     */
    public static ChapterText read(Layout layout, Step step) {
        return new ChapterText(text(layout.chapter(step)).orElseThrow(() -> new UsageException("The chapter of step "
                + step.number() + " can't be read. Restore its file: " + step.chapterFile())));
    }

    /**
     * Reads the chapter before step 1, which explains what learning is.
     *
     * @throws UsageException if its file is missing, can't be read, is too large or is a link
     */
    public static ChapterText first(Layout layout) {
        return new ChapterText(text(layout.firstChapter()).orElseThrow(() -> new UsageException("The chapter before step 1 "
                + "can't be read. Restore its file: " + layout.home().relativize(layout.firstChapter()))));
    }

    /**
     * Reads a drawing. Drawings are SVG files beside the chapters.
     *
     * @param name the name of its file, such as "unrolled.svg"
     * @return its text; empty if no chapter has such a file, or only a link or one that is too large
     */
    public static Optional<String> drawing(Layout layout, String name) {
        return !name.matches("\\w+\\.svg") ? Optional.empty() : Stream.concat(
                Stream.of(layout.firstChapter()), Steps.withBonus().stream().map(layout::chapter))
                .flatMap(chapter -> text(chapter.resolveSibling(name)).stream()).findFirst();
    }

    /** Reads a file that may be on a page; empty if it is missing, can't be read, is too large or is a link. */
    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_BYTES
                    ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Returns the chapter's title, which the HTML does not have.
     *
     * @return a text such as "Step 4: The RNN step"; empty if the chapter has no title
     */
    public String title() {
        return document().getFirstChild() instanceof Heading title ? PLAIN.render(title).strip() : "";
    }

    /** Returns the whole chapter without its title. */
    public String html() {
        return html(question -> "");
    }

    /**
     * Returns the whole chapter without its title, with something after each question of "Going further".
     *
     * @param afterQuestion the HTML that follows a question, by the number of the question from 0; empty for nothing
     */
    public String html(IntFunction<String> afterQuestion) {
        Node document = document();
        List<Node> questions = questions(document);
        for (int i = 0; i < questions.size(); i++) {
            questions.get(i).appendChild(new Markup(afterQuestion.apply(i), true));
        }
        if (document.getFirstChild() instanceof Heading title) {
            title.unlink();
        }
        return RENDERER.render(document);
    }

    private Node document() {
        Node document = PARSER.parse(markdown);
        document.accept(new ChapterRewriter());
        return document;
    }

    private static List<Node> questions(Node document) {
        List<Node> questions = new ArrayList<>();
        boolean goingFurther = false;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                goingFurther = PLAIN.render(heading).strip().equals(GOING_FURTHER);
            } else if (goingFurther && node instanceof OrderedList) {
                for (Node item = node.getFirstChild(); item != null; item = item.getNext()) {
                    questions.add(item);
                }
            }
        }
        return questions;
    }

    /** Adds scopes of table headings, links to the web in a new tab, and code that can be scrolled with the keyboard. */
    private static void addAttributes(Node node, String tagName, Map<String, String> attributes) {
        if (tagName.equals("th")) {
            attributes.put("scope", "col");
        } else if (tagName.equals("pre")) {
            attributes.put("tabindex", "0");
        } else if (node instanceof Link link && ChapterRewriter.isOnTheWeb(link)) {
            attributes.put("rel", "noopener noreferrer");
            attributes.put("target", "_blank");
        }
    }
}
