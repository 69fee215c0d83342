package org.rnnkit.grader.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/**
 * The HTML pages, each made from a template in src/main/jte and a record with the page's data. A template escapes every
 * text that it is given, so that a student's text stays text.
 */
public final class Pages {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    private Pages() {}

    /**
     * Makes a page.
     *
     * @param template the template's file, such as "report.jte"
     * @param page the data that the template names as its parameter
     * @return the page in HTML, which needs no other file
     */
    public static String render(String template, Object page) {
        StringOutput html = new StringOutput();
        TEMPLATES.render(template, page, html);
        return html.toString();
    }
}
