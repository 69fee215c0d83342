package org.rnnkit.learner.site;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.page.TrainingPage;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.TrainingReport.TrainingSummary;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.chapter.ChapterText.LinkStyle;
import org.rnnkit.learner.chapter.ChapterText.Section;
import org.rnnkit.learner.chapter.Quiz;
import org.rnnkit.learner.memory.Memory;
import org.rnnkit.learner.studio.StudioServer.StudioAssets;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunList.RunComparison;
import org.rnnkit.learner.train.RunList.RunRow;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The course as a static site. Its pages need no server: all links are relative, and the scripts load nothing. The files
 * depend only on the kit's texts and on the model, so the same input gives the same files.
 *
 * @param repository the web address of the kit's repository; empty for no link
 * @param run the trained model to show; null for none
 * @param memory what networks remember; null for no page about it
 */
public record CourseSite(Layout layout, String repository, RunFolder run, Memory memory) {

    /** The name of the first page's file. */
    public static final String INDEX = "index.html";

    /** The name of the model's page. */
    public static final String MODEL = "model.html";

    /** The name of the page about what networks remember. */
    public static final String MEMORY = "memory.html";

    private static final Pattern DRAWING = Pattern.compile("src=\"(" + LinkStyle.drawing("(\\w+\\.svg)") + ")\"");

    /**
     * The data of site/index.jte, the first page.
     *
     * @param repository the web address of the kit's repository; empty if it is not known
     * @param model the trained model; null if the site has none
     */
    public record IndexPage(String repository, ModelPage model) {}

    /**
     * The data of site/frame.jte, the frame of every page of the site.
     *
     * @param hasMemory whether the site has the page about what networks remember
     * @param content the main part in HTML
     */
    public record SiteFrame(String file, String title, boolean hasModel, boolean hasMemory, String content) {}

    /**
     * Makes all files.
     *
     * @return the text of each file by its path in the site, with slashes
     * @throws UncheckedIOException if a chapter, a drawing or a file of the model can't be read
     */
    public SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        List<SearchDocument> documents = new ArrayList<>();
        ModelPage model = run == null ? null : ModelPage.of(run);
        List<Step> steps = Steps.withChapter();
        for (int i = 0; i < steps.size(); i++) {
            ChapterPage page = ChapterPage.of(layout, steps, i);
            documents.addAll(SearchDocument.of(page));
            addDrawings(page, files);
            addPage(LinkStyle.SITE.chapter(page.step()), page.chapter().title(), Pages.render("site/chapter.jte", page), files);
        }
        addPage(INDEX, "Build a recurrent language model",
                Pages.render("site/index.jte", new IndexPage(repository, model)), files);
        if (model != null) {
            addPage(MODEL, "A trained model", Pages.render("site/model.jte", model), files);
            if (model.hasTrainingPage()) {
                files.put(TrainingPage.FILE, read(run.folder().resolve(TrainingPage.FILE)));
            }
        }
        if (memory != null) {
            addPage(MEMORY, "What does a network remember?", Pages.render("site/memory.jte", memory), files);
        }
        files.put("assets/site.css", StudioAssets.styles() + own("site.css"));
        files.put("assets/site.js", StudioAssets.text("quiz.js") + StudioAssets.text("memory.js") + own("site.js"));
        files.put("assets/lunr.js", StudioAssets.text("/META-INF/resources/webjars/lunr/2.3.9/lunr.min.js"));
        files.put("assets/search-index.js", SearchDocument.script(documents));
        return files;
    }

    private void addPage(String file, String title, String content, SortedMap<String, String> files) {
        files.put(file, Pages.render("site/frame.jte", new SiteFrame(file, title, run != null, memory != null, content)));
    }

    /** Adds the drawings that a chapter shows; their files are beside the chapter. */
    private void addDrawings(ChapterPage page, SortedMap<String, String> files) {
        Matcher drawing = DRAWING.matcher(page.html());
        while (drawing.find()) {
            files.put(drawing.group(1), read(layout.chapter(page.step()).resolveSibling(drawing.group(2))));
        }
    }

    private static String own(String name) {
        return "\n" + StudioAssets.text("/org/rnnkit/learner/site/" + name);
    }

    private static String read(Path file) {
        return Uncheck.get(() -> Files.readString(file));
    }

    /**
     * The data of site/chapter.jte, the page of a chapter.
     *
     * @param previous the step before; null for the first
     * @param next the step after; null for the last
     * @param html the chapter in HTML, with the answers to its last section
     * @param quiz its questions
     */
    public record ChapterPage(Step step, Step previous, Step next, ChapterText chapter, String html, Quiz quiz) {

        /** Makes the page of the chapter of one of the steps. */
        static ChapterPage of(Layout layout, List<Step> steps, int index) {
            Step step = steps.get(index);
            ChapterText chapter = ChapterText.read(layout, step, LinkStyle.SITE);
            Quiz quiz = Quiz.of(step);
            return new ChapterPage(step, index == 0 ? null : steps.get(index - 1),
                    index + 1 == steps.size() ? null : steps.get(index + 1), chapter, chapter.html(quiz::answer), quiz);
        }
    }

    /**
     * A section that the search can find.
     *
     * @param address the relative address of the section, with its anchor
     * @param chapter the title of its chapter
     * @param section its heading
     * @param text its text, without HTML
     */
    public record SearchDocument(String address, String chapter, String section, String text) {

        /** Elements within a word or a line, whose tags must not become spaces. */
        private static final String INLINE_TAG =
                "</?(?:code|em|strong|a|mi|mo|mn|msub|msup|msubsup|mtext|mrow|math)\\b[^>]*>";
        private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

        /** Makes a document of each section of a chapter, and of each question without its answers. */
        static List<SearchDocument> of(ChapterPage page) {
            String file = LinkStyle.SITE.chapter(page.step());
            String title = page.chapter().title();
            String html = page.chapter().html();
            List<Section> sections = page.chapter().sections();
            List<SearchDocument> documents = new ArrayList<>();
            for (int i = 0; i < sections.size(); i++) {
                int begin = html.indexOf("</h", heading(html, sections.get(i)));
                int end = i + 1 < sections.size() ? heading(html, sections.get(i + 1)) : html.length();
                documents.add(new SearchDocument(file + "#" + sections.get(i).id(), title, sections.get(i).title(),
                        plain(html.substring(begin, end))));
            }
            page.quiz().questions().forEach(question -> documents.add(new SearchDocument(file + "#"
                    + page.quiz().place(question) + "-number", title, "Questions", plain(Quiz.html(question.text())))));
            return documents;
        }

        private static int heading(String html, Section section) {
            return html.lastIndexOf('<', html.indexOf(" id=\"" + section.id() + "\""));
        }

        /** Leaves only the text of HTML that the kit has made itself. Its attributes have no unescaped angle brackets. */
        static String plain(String html) {
            return html.replaceAll(INLINE_TAG, "").replaceAll("<[^>]*>", " ").replace("&lt;", "<").replace("&gt;", ">")
                    .replace("&quot;", "\"").replace("&amp;", "&").replaceAll("\\s+", " ").strip();
        }

        /**
         * Makes the script with all documents. A page opened from a folder may not fetch a file of data, but it may run a
         * script.
         */
        static String script(List<SearchDocument> documents) {
            String json = Uncheck.get(() -> JSON.writeValueAsString(documents));
            // No text can end the script, even if somebody puts it into a page.
            return "window.searchDocuments = " + json.replace("<", "\\u003C") + ";\n";
        }
    }

    /**
     * The data of site/model.jte, the page of a trained model. The site may be public, so the page names no file and no folder
     * of the machine that trained the model.
     *
     * @param perplexity the perplexity of the last epoch, as text
     * @param chart the perplexity by epoch
     * @param settings what the model learned from and how, each value by its name
     * @param samples the texts that the model wrote at the end
     * @param hasTrainingPage whether the page that the training wrote is part of the site, too
     */
    public record ModelPage(String perplexity, Chart chart, Map<String, String> settings, List<String> samples,
            boolean hasTrainingPage) {

        private static final int MAX_PHRASE = 80;

        /** The first word of the name of a text in a file, which goes on with its path. */
        private static final String FILE = "file ";

        /** Makes the page of a training. */
        static ModelPage of(RunFolder run) {
            TrainingSummary summary = run.summary();
            RunComparison alone = RunComparison.of(List.of(run));
            return new ModelPage(RunRow.number("%.3f", summary.perplexity()), alone.chart(), settings(summary),
                    alone.columns().get(0).samples(),
                    // That page names the steps and the text as they are.
                    Layout.isModuleOfSteps(summary.steps()) && !summary.text().startsWith(FILE)
                            && Files.isRegularFile(run.folder().resolve(TrainingPage.FILE)));
        }

        private static Map<String, String> settings(TrainingSummary summary) {
            Hyperparameters settings = summary.settings();
            Map<String, String> all = new LinkedHashMap<>();
            all.put("Text", text(summary.text()));
            all.put("Characters learned from", number(settings.tokens()));
            all.put("Steps", steps(summary.steps()));
            all.put("Model", switch (summary.model()) {
                case ModelFactory.CONCISE -> "the RNN block of DJL";
                case ModelFactory.GRU -> "from scratch, a GRU";
                default -> "from scratch";
            });
            all.put("Hidden units", number(settings.numHiddens()));
            all.put("Minibatches", settings.sampling().name().toLowerCase(Locale.ROOT) + ", " + number(settings.batchSize())
                    + " sequences of " + number(settings.numSteps()) + " characters");
            all.put("Learning rate", String.valueOf(settings.learningRate()).replaceFirst("\\.0$", ""));
            all.put("Epochs", number(settings.epochs()));
            all.put("Speed", RunRow.number("%,.0f", summary.tokensPerSecond()) + " characters per second");
            return all;
        }

        private static String text(String source) {
            // Whether the text came from the cache or was downloaded does not matter here.
            return source.startsWith(FILE) ? "a text in a file"
                    : Printable.line(source.replaceFirst(" \\([^()]*\\)$", ""), MAX_PHRASE);
        }

        private static String steps(String steps) {
            return switch (steps) {
                case Layout.SOLUTIONS -> "the reference";
                case Layout.EXERCISES -> "written by a learner, in exercises/";
                default -> "a submission";
            };
        }

        private static String number(int value) {
            return String.format(Locale.ROOT, "%,d", value);
        }
    }
}
