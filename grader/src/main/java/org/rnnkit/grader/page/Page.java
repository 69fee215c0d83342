package org.rnnkit.grader.page;

/** A page to look at, in the style of the reports. */
public final class Page {

    private static final String STYLE = HtmlPage.styleWith(Page.class, "picture.css");

    private Page() {}

    /**
     * Puts a page together.
     *
     * @param title its title
     * @param body what is in it, as HTML
     * @param script what runs in it; empty for nothing
     * @return the page
     */
    public static String of(String title, String body, String script) {
        return HtmlPage.of("RNN Kit: " + title, STYLE, body, script);
    }
}
