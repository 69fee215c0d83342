package org.rnnkit.testkit.board;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.code;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import j2html.TagCreator;
import j2html.tags.DomContent;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.rnnkit.testkit.comparison.ComparisonFigure;
import org.rnnkit.testkit.comparison.PolicyHash;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.AtomicFile;

/**
 * The page that a test run leaves: the board, and for each step that fails its message, the arrays as a drawing, the place
 * in the source, and what each test says. It needs no other file and no script.
 *
 * @param entries the steps
 * @param module the folder of the module that has their sources
 * @param next what the board says of the next step
 */
record VerdictPage(List<PageEntry> entries, Path module, String next) {

    /** Deletes the page of an earlier run: a run that is stopped writes none. */
    static void deleteOld() {
        String file = System.getProperty("rnnkit.verdict.page");
        if (file != null) {
            new File(file).delete();
        }
    }

    /**
     * Writes the page, if the build names a file for it.
     *
     * @return the path of the page from the kit's folder; empty if there is no page, or if it can't be written
     */
    static String write(List<PageEntry> entries, String next) {
        String file = System.getProperty("rnnkit.verdict.page");
        if (file == null) {
            return "";
        }
        Path page = Path.of(file).toAbsolutePath();
        Path module = page.getParent().getParent();
        try {
            AtomicFile.write(page, new VerdictPage(entries, module, next).html().getBytes(StandardCharsets.UTF_8));
        } catch (IOException full) { // the board is printed all the same
            return "";
        }
        return module.getParent().relativize(page).toString().replace('\\', '/');
    }

    String html() {
        String style = style();
        List<PageEntry> shown = entries.stream().filter(this::isShown).toList();
        long passed = shown.stream().filter(entry -> entry.state().isPassed()).count();
        String title = passed + " of " + shown.size() + (shown.size() == 1 ? " step passes" : " steps pass");
        return document(TagCreator.html().withLang("en").with(
                head(meta().withCharset("utf-8"), meta().attr("http-equiv", "Content-Security-Policy").withContent(
                                "default-src 'none'; style-src '" + PolicyHash.of(style)
                                        + "'; base-uri 'none'; form-action 'none'"),
                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                        meta().withName("color-scheme").withContent("light dark"), title("RNN Kit: " + title),
                        TagCreator.style().with(rawHtml(style))),
                body(header(p("RNN Kit").withClass("kit"), h1(title)), main(
                        ol().withClass("board").with(each(shown, this::row)),
                        iff(shown.stream().noneMatch(entry -> entry.state().kind() == StepStateKind.WRONG),
                                pre(next.stripTrailing().stripIndent().strip())),
                        each(shown.stream().flatMap(entry -> SourceEncoding.problem(module.resolve(
                                entry.state().step().sourceFile())).stream()).toList(), problem -> p(problem)),
                        each(shown.stream().filter(entry -> entry.state().kind() == StepStateKind.WRONG).toList(),
                                this::details)))));
    }

    /** Leaves out bonus steps that are not begun. */
    private boolean isShown(PageEntry entry) {
        return entry.state().kind() != StepStateKind.NOT_STARTED || Steps.all().contains(entry.state().step());
    }

    private static String style() {
        try (InputStream css = VerdictPage.class.getResourceAsStream("verdict.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n") + ComparisonFigure.style();
        } catch (IOException e) {
            throw new UncheckedIOException("the page's style sheet can't be read", e);
        }
    }

    private DomContent row(PageEntry entry) {
        StepState state = entry.state();
        String name = state.step().number() + ". " + state.step().title();
        return li().attr("data-step", state.step().number()).attr("data-status", entry.status()).with(
                state.kind() == StepStateKind.WRONG ? a(name).withHref("#" + state.step().id()) : span(name), text(" "),
                span(state.words()).withClass("status"));
    }

    private DomContent details(PageEntry entry) {
        StepState state = entry.state();
        SourceLine line = SourceLine.of(module, state.step(), entry.trace());
        Failure failure = entry.failure() == null ? Failure.of(state.message()) : entry.failure();
        String commands = failure.commands(state.step());
        return TagCreator.section().withId(state.step().id()).with(
                h2(text(state.step().number() + ". " + state.step().title() + ": "), span(state.words())),
                p(failure.headline()).withClass("cause"),
                iff(!failure.body().isEmpty(), pre(failure.body())),
                iff(failure.comparison() != null, rawHtml(failure.comparison() == null ? ""
                        : ComparisonFigure.html(failure.comparison()))),
                p(text(line.line() == 0 ? "In " : "At "), code(line.words()), text(". Open it in "),
                        a("VS Code").withHref(line.vsCode()), text(" or "), a("IntelliJ IDEA").withHref(line.idea()),
                        text(".")),
                iff(!entry.printed().isBlank(), each(h3("Your code printed"), pre(entry.printed()))),
                iff(!entry.tests().isEmpty(), TagCreator.details(summary("What the tests say"),
                        ul(each(entry.tests(), VerdictPage::test)))),
                iff(!commands.isEmpty(), TagCreator.details(summary("Hint, and again with the same numbers"), pre(commands))));
    }

    private static DomContent test(FailedTest test) {
        return li(text(test.name()), pre(test.message()));
    }
}
