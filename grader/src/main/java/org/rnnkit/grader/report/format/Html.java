package org.rnnkit.grader.report.format;

/** Text in HTML that stays text. */
final class Html {

    private Html() {}

    /** Text for an element or an attribute. */
    static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Lines as they are; nothing where there are none. */
    static String lines(String text) {
        return text.isBlank() ? "" : "<pre>" + text(text.stripTrailing()) + "</pre>\n";
    }
}
