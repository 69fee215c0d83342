package org.rnnkit.learner.studio;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.rnnkit.testkit.comparison.ComparisonFigure;

/** The style sheets and scripts of the pages. */
public final class StudioAssets {

    private static final List<String> STYLES = List.of("studio.css", "lesson.css", "chapter.css", "quiz.css", "chart.css",
            "training.css", "memory.css", "/org/rnnkit/grader/page/reading.css");
    private static final List<String> SCRIPTS = List.of("/META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js",
            "/META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js", "studio.js", "quiz.js",
            "training.js", "play.js", "/org/rnnkit/grader/page/training.js");

    private StudioAssets() {}

    /** Joins the style sheets of all parts. */
    public static String styles() {
        return STYLES.stream().map(StudioAssets::text).collect(Collectors.joining("\n")) + "\n" + ComparisonFigure.style();
    }

    /** Joins the scripts of all parts. */
    public static String scripts() {
        return SCRIPTS.stream().map(StudioAssets::text).collect(Collectors.joining("\n;\n"));
    }

    static void sendStyles(Context context) {
        context.contentType("text/css; charset=utf-8").result(styles());
    }

    static void sendScripts(Context context) {
        context.contentType("text/javascript; charset=utf-8").result(scripts());
    }

    /** Reads a resource by its name beside this class, or by its whole path. */
    public static String text(String name) {
        try (InputStream content = StudioAssets.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("the kit's own " + name + " is missing");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the kit's own " + name + " can't be read", e);
        }
    }
}
