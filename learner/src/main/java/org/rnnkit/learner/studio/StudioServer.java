package org.rnnkit.learner.studio;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.router.EndpointNotFound;
import io.javalin.util.JavalinBindException;
import io.javalin.validation.ValidationException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.Uncheck;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.comparison.ComparisonFigure;

/** The studio's web server. It listens on the loopback address unless told otherwise. */
public final class StudioServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int LAST_PORT_TRIED = 20;

    private final String token;
    private final AtomicReference<String> ticket = new AtomicReference<>();
    private final StudioEvents events;
    private final List<StudioPart> parts;
    private final Supplier<String> board;
    private final Javalin server;
    private volatile StudioAccess access;

    /**
     * Starts the server.
     *
     * @param port the port; if it is used already, one of the next is taken unless it must be this one
     * @param parts the parts; the server closes them
     * @throws UsageException if the port is used already
     */
    public StudioServer(String token, int port, boolean fixed, StudioEvents events,
            List<? extends StudioPart> parts, Supplier<String> board) {
        this.token = token;
        this.events = events;
        this.parts = List.copyOf(parts);
        this.board = board;
        this.server = start(port, fixed);
    }

    private Javalin start(int first, boolean fixed) {
        for (int port = first; ; port++) {
            try {
                access = new StudioAccess(token, Set.of());
                Javalin started = Javalin.create(this::configure).start(LOOPBACK, port);
                access = new StudioAccess(token, StudioAccess.hosts(started.port(), System.getenv()));
                return started;
            } catch (JavalinBindException used) {
                if (fixed || port == first + LAST_PORT_TRIED) {
                    throw new UsageException("Port " + port + " is used by another program, or you may not use it. "
                            + "Choose another one with --port, or 0 for any free one.");
                }
            }
        }
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = StudioAccess.MAX_REQUEST_BYTES;
        config.jetty.modifyServer(jetty -> jetty.setErrorHandler(StudioServer::unreadable));
        RoutesConfig routes = config.routes;
        routes.before(context -> access.check(context));
        routes.exception(UsageException.class, (mistake, context) -> problem(context, HttpStatus.BAD_REQUEST,
                mistake.getMessage()));
        routes.exception(EndpointNotFound.class, (missing, context) -> problem(context, HttpStatus.NOT_FOUND,
                "The studio has no such page."));
        routes.exception(HttpResponseException.class, (error, context) -> problem(context, HttpStatus.forStatus(
                error.getStatus()), error.getStatus() == HttpStatus.CONTENT_TOO_LARGE.getCode() ? StudioAccess.TOO_LARGE
                : error.getMessage()));
        routes.exception(ValidationException.class, (error, context) -> problem(context, HttpStatus.BAD_REQUEST,
                "The studio's own pages do not ask this."));
        routes.exception(Exception.class, (error, context) -> problem(context, HttpStatus.INTERNAL_SERVER_ERROR,
                "The studio has an error of its own: " + error));
        String base = "/" + token + "/";
        routes.get(StudioAccess.OPEN + "{ticket}", this::open);
        routes.get(base + "assets/studio.css", StudioAssets::sendStyles);
        routes.get(base + "assets/studio.js", StudioAssets::sendScripts);
        routes.get(base + "assets/fonts/{file}", StudioAssets::sendFont);
        routes.sse(base + "events", events::open);
        StudioRoutes added = new StudioRoutes(routes, base, events, board);
        parts.forEach(part -> part.addRoutes(added));
    }

    /** Answers a request that is no HTTP. Jetty's own answer would repeat parts of it, without the headers. */
    private static boolean unreadable(Request request, Response response, Callback callback) {
        StudioAccess.HEADERS.forEach(response.getHeaders()::put);
        response.getHeaders().put("Content-Type", "text/plain; charset=utf-8");
        Content.Sink.write(response, true, "The studio can't read this request.\n", callback);
        return true;
    }

    /** Answers with a sentence: for a form or a button, alone; for a link, on a page with the way back. */
    private void problem(Context context, HttpStatus status, String sentence) {
        String html = Pages.render("studio/problem.jte", sentence);
        boolean known = status == HttpStatus.BAD_REQUEST || status == HttpStatus.NOT_FOUND;
        context.status(status).html(context.header("HX-Request") != null ? html
                : known && context.path().startsWith("/" + token + "/") ? Pages.render("studio/frame.jte",
                        new Frame("/" + token + "/", "problem", "No such page", events.count(), board.get(),
                                Pages.render("studio/nothing.jte", html)))
                : Pages.render("studio/refusal.jte", html));
    }

    /** Leads the first one who has the ticket to the page. */
    private void open(Context context) {
        String valid = ticket.get();
        if (valid == null || !valid.equals(context.pathParam("ticket")) || !ticket.compareAndSet(valid, null)) {
            throw new NotFoundResponse(StudioAccess.INCOMPLETE);
        }
        context.redirect("/" + token + "/");
    }

    /** Returns the page's address on this machine. */
    public String address() {
        return host() + "/" + token + "/";
    }

    /**
     * Makes an address that leads to the page once. It is for the command line of a browser, which other users of this
     * machine can read.
     *
     * @return the address, without the token
     */
    public String addressForOnce() {
        ticket.set(StudioAccess.newToken());
        return host() + StudioAccess.OPEN + ticket.get();
    }

    private String host() {
        return StudioAccess.forwardedHost(server.port(), System.getenv())
                .map(host -> "https://" + host).orElse("http://" + LOOPBACK + ":" + server.port());
    }

    @Override
    public void close() {
        events.close();
        server.stop();
        parts.forEach(StudioPart::close);
    }

    /** The style sheets and scripts of the pages. */
    public static final class StudioAssets {

        /** KaTeX, which typesets formulas: its style sheet names fonts beside it. */
        private static final String KATEX = "/META-INF/resources/webjars/katex/0.18.11/dist/";
        private static final List<String> STYLES = List.of(KATEX + "katex.min.css", "studio.css", "lesson.css", "chapter.css",
                "quiz.css", "chart.css", "show.css", "training.css", "/org/rnnkit/grader/page/reading.css");
        private static final List<String> SCRIPTS = List.of("/META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js",
                "/META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js", KATEX + "katex.min.js", "studio.js", "formula.js",
                "quiz.js", "training.js", "play.js", "/org/rnnkit/grader/page/training.js");

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

        /** Sends a font of KaTeX. */
        static void sendFont(Context context) {
            String file = context.pathParam("file");
            InputStream font = file.matches("[\\w-]+\\.woff2") ? StudioAssets.class.getResourceAsStream(KATEX + "fonts/" + file)
                    : null;
            if (font == null) {
                throw new NotFoundResponse("There is no such font.");
            }
            context.contentType("font/woff2").result(font);
        }

        /** Reads a resource by its name beside this class, or by its whole path. */
        public static String text(String name) {
            return Uncheck.get(() -> IOUtils.toString(StudioAssets.class.getResource(name), StandardCharsets.UTF_8));
        }
    }
}
