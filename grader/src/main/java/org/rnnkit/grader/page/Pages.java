package org.rnnkit.grader.page;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/**
 * The HTML pages, each made from a template in its module's src/main/jte and a record with the page's data. A template
 * escapes every text that it is given, so that a student's text stays text.
 */
public final class Pages {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    private Pages() {}

    /** Makes a page from a template's file, such as "report.jte". */
    public static String render(String template, Object page) {
        StringOutput html = new StringOutput();
        TEMPLATES.render(template, page, html);
        return html.toString();
    }

    /**
     * Makes a part of a page from a template of this module. The templates of other modules call it, because jte finds a
     * template by its name only among the sources of the same module.
     */
    public static Content part(String template, Map<String, Object> parameters) {
        return page -> TEMPLATES.render(template, parameters, page);
    }
}
