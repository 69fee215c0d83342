package org.rnnkit.grader.page;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.comparison.ComparisonFigure;
import org.rnnkit.testkit.comparison.ComparisonFigure.PolicyHash;
import org.rnnkit.testkit.steps.Step;

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

    /**
     * A style sheet or script that is part of a page. The page's Content-Security-Policy allows only the one with this hash.
     * Even if a student's text were not escaped by mistake, a browser would not run it.
     *
     * @param hash the text's hash in the form of the policy: "sha256-" and Base64
     */
    public record Asset(String text, String hash) {

        /**
         * Reads an asset.
         *
         * @param names the names of files beside this class or, from a slash on, their paths on the class path; they are joined
         *     to one text
         */
        public static Asset of(String... names) {
            return ofText(Arrays.stream(names).map(Asset::read).collect(Collectors.joining()));
        }

        private static Asset ofText(String text) {
            return new Asset(text, PolicyHash.of(text));
        }

        /** Adds the rules for the figures of failed comparisons. */
        public Asset withFigures() {
            return ofText(text + ComparisonFigure.style());
        }

        private static String read(String name) {
            String text = Uncheck.get(() -> IOUtils.toString(Asset.class.getResource(name), StandardCharsets.UTF_8));
            // A browser turns every line's end into a line feed before it computes the hash.
            return text.replace("\r\n", "\n");
        }
    }

    /** A drawing of a chapter's shapes. */
    public record ShapeDrawing(String words, String svg) {

        private static final Pattern DRAWING = Pattern.compile("## Shapes\\s+!\\[(.*)]\\((\\w+\\.svg)\\)");

        /** Returns the drawing as an address, so that the page needs no other file. */
        public String address() {
            return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        }

        /** Reads the existing drawings from the chapters' sections "Shapes", by the step's number and title. */
        public static Map<String, ShapeDrawing> read(Layout layout, List<Step> steps) {
            Map<String, ShapeDrawing> drawings = new LinkedHashMap<>();
            for (Step step : steps) {
                Path chapter = layout.chapter(step);
                Matcher drawing = DRAWING.matcher(Files.exists(chapter) ? Uncheck.get(() -> Files.readString(chapter)) : "");
                if (drawing.find() && Files.exists(chapter.resolveSibling(drawing.group(2)))) {
                    String svg = Uncheck.get(() -> Files.readString(chapter.resolveSibling(drawing.group(2))));
                    drawings.put(step.number() + ". " + step.title(), new ShapeDrawing(drawing.group(1), svg));
                }
            }
            return drawings;
        }
    }
}
