package org.rnnkit.learner.chapter;

import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** The writer of markup. */
record MarkupRenderer(HtmlNodeRendererContext context) implements NodeRenderer {

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Markup.class);
    }

    @Override
    public void render(Node node) {
        Markup markup = (Markup) node;
        if (markup.isBlock) {
            context.getWriter().line();
        }
        context.getWriter().raw(markup.html);
        if (markup.isBlock) {
            context.getWriter().line();
        }
    }
}
