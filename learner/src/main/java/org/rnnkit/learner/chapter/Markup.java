package org.rnnkit.learner.chapter;

import org.commonmark.node.CustomNode;

/** HTML of the kit's own between the nodes of a Markdown document, within a line or as a block. It is not escaped. */
final class Markup extends CustomNode {

    final String html;
    final boolean isBlock;

    Markup(String html, boolean isBlock) {
        this.html = html;
        this.isBlock = isBlock;
    }
}
