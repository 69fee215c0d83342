package org.rnnkit.learner.chapter;

import java.util.Map;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.AttributeProvider;

/**
 * The attributes of a chapter's elements: ids of headings, scopes of table headings, links to the web in a new tab, and code
 * that can be scrolled with the keyboard.
 *
 * @param ids the ids of headings
 */
record ChapterAttributes(Map<Node, String> ids) implements AttributeProvider {

    @Override
    public void setAttributes(Node node, String tagName, Map<String, String> attributes) {
        if (ids.containsKey(node)) {
            attributes.put("id", ids.get(node));
        } else if (tagName.equals("th")) {
            attributes.put("scope", "col");
        } else if (tagName.equals("pre")) {
            attributes.put("tabindex", "0");
        } else if (node instanceof Link link && ChapterRewriter.isOnTheWeb(link)) {
            attributes.put("rel", "noopener noreferrer");
            attributes.put("target", "_blank");
        }
    }
}
