package org.rnnkit.learner.studio;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rnnkit.grader.page.Pages;

/**
 * The pages and fragments of the studio's parts. All paths are relative to the address with the token, and may have
 * parameters in Javalin's form, such as "steps/{number}". A part throws
 * {@link org.rnnkit.grader.system.UsageException} for a wrong request; its sentence is the answer, with status 400.
 */
public final class StudioRoutes {

    private final RoutesConfig routes;
    private final String base;
    private final StudioEvents events;
    private final Supplier<String> board;

    /** Adds routes below a base path that ends with a slash. The board is on every page. */
    StudioRoutes(RoutesConfig routes, String base, StudioEvents events, Supplier<String> board) {
        this.routes = routes;
        this.base = base;
        this.events = events;
        this.board = board;
    }

    /** Adds a whole page. */
    public void page(String path, Function<Context, String> title, Function<Context, String> content) {
        routes.get(base + path, context -> {
            long event = events.count();
            context.html(Pages.render("studio/frame.jte", new Frame(base, ownPath(context), title.apply(context), event,
                    board.get(), content.apply(context))));
        });
    }

    private String ownPath(Context context) {
        return context.path().length() < base.length() ? "" : context.path().substring(base.length());
    }

    /** Adds a whole page that always has the same title. */
    public void page(String path, String title, Function<Context, String> content) {
        page(path, context -> title, content);
    }

    /** Adds a fragment. */
    public void get(String path, Function<Context, String> html) {
        routes.get(base + path, answer(html));
    }

    /** Adds a fragment that answers a form or a button. */
    public void post(String path, Function<Context, String> html) {
        routes.post(base + path, answer(html));
    }

    /** Adds what a form or a button does. The answer is empty, and replaces that to an earlier mistake. */
    public void action(String path, Consumer<Context> action) {
        post(path, context -> {
            action.accept(context);
            return "";
        });
    }

    /** Adds a file, such as a drawing. */
    public void file(String path, Handler handler) {
        routes.get(base + path, handler);
    }

    private static Handler answer(Function<Context, String> html) {
        return context -> context.html(html.apply(context));
    }
}
