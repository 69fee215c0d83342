package org.rnnkit.learner.studio;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.system.UsageException;

/** A part of the studio, with pages and fragments of its own, such as the training. */
public interface StudioPart extends AutoCloseable {

    /** Adds the part's pages and fragments. */
    void addRoutes(StudioRoutes routes);

    /** Stops what the part has started, such as worker processes. */
    @Override
    default void close() { }

    /**
     * The pages and fragments of the studio's parts. All paths are relative to the address with the token, and may have
     * parameters in Javalin's form, such as "steps/{number}". A part throws
     * {@link org.rnnkit.grader.system.UsageException} for a wrong request; its sentence is the answer, with status 400.
     */
    final class StudioRoutes {

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

        /**
         * The frame of a page.
         *
         * @param base the path that every relative link begins with
         * @param path the page's own path below it
         * @param event the number of live events before the page was made
         * @param board the HTML of the board
         * @param content the HTML of the page's main part
         */
        public record Frame(String base, String path, String title, long event, String board, String content) {}

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

    /** The numbers in the fields of a form. */
    final class FormNumber {

        private FormNumber() {}

        /**
         * Reads a whole number.
         *
         * @param what the name of the field in a sentence, such as "The number of epochs"
         * @param value the text in the field; null if the form has no such field
         */
        public static int whole(String what, String value, int usual, int least, int most) {
            try {
                int number = value == null ? usual : Integer.parseInt(value.strip());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // The message below says what is possible.
            }
            throw new UsageException(String.format(Locale.ROOT, "%s must be a whole number from %d to %,d.", what, least,
                    most));
        }

        /**
         * Reads a number.
         *
         * @param value the text in the field; null if the form has no such field
         * @return the number; NaN if the text is not a number or missing
         */
        public static double orNaN(String value) {
            try {
                return value == null ? Double.NaN : Double.parseDouble(value.strip());
            } catch (NumberFormatException notANumber) {
                return Double.NaN;
            }
        }
    }
}
