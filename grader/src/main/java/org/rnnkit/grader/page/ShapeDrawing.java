package org.rnnkit.grader.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A drawing of a chapter's shapes.
 *
 * @param words the drawing in words
 * @param svg the drawing
 */
public record ShapeDrawing(String words, String svg) {

    /**
     * Returns the drawing as an address, so that the page needs no other file.
     *
     * @return a data address
     */
    public String address() {
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    }
}
