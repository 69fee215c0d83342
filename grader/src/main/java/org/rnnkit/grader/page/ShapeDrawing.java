package org.rnnkit.grader.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;

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
