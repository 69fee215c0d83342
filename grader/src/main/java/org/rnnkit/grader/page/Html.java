package org.rnnkit.grader.page;

/** Text in HTML that stays text. */
public final class Html {

    private Html() {}

    /**
     * Makes text for an element or an attribute.
     *
     * @param text any text
     * @return the same with nothing in it that HTML would take for more
     */
    public static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * Makes a block of lines.
     *
     * @param text any text
     * @return its lines as they are; nothing where there are none
     */
    public static String lines(String text) {
        return text.isBlank() ? "" : "<pre>" + text(text.stripTrailing()) + "</pre>\n";
    }
}
