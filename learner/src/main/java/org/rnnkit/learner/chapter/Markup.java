package org.rnnkit.learner.chapter;

import java.util.Set;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** HTML of the kit's own between the nodes of a Markdown document. It is written without escaping. */
final class Markup {

    private Markup() {}

    /** HTML within a line. */
    static final class Inline extends CustomNode {
        private final String html;

        Inline(String html) {
            this.html = html;
        }
    }

    /** HTML between blocks. */
    static final class Block extends CustomBlock {
        private final String html;

        Block(String html) {
            this.html = html;
        }
    }

    /** The writer of both. */
    record Renderer(HtmlNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Inline.class, Block.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof Inline inline) {
                context.getWriter().raw(inline.html);
            } else {
                context.getWriter().line();
                context.getWriter().raw(((Block) node).html);
                context.getWriter().line();
            }
        }
    }
}
