package org.rnnkit.grader.report.format;

/** Text in HTML that stays text. */
public final class Html {

    private Html() {}

    /**
     * Makes a text one of HTML.
     *
     * @param text any text
     * @return the same for an element or an attribute
     */
    public static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Lines as they are; nothing where there are none. */
    static String lines(String text) {
        return text.isBlank() ? "" : "<pre>" + text(text.stripTrailing()) + "</pre>\n";
    }
}
