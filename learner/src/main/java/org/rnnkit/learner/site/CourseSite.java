package org.rnnkit.learner.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.page.TrainingPage;
import org.rnnkit.learner.chapter.ChapterText.LinkStyle;
import org.rnnkit.learner.memory.Memory;
import org.rnnkit.learner.site.ChapterPage.SearchDocument;
import org.rnnkit.learner.studio.StudioAssets;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The course as a static site. Its pages need no server: all links are relative, and the scripts load nothing. The files
 * depend only on the kit's texts and on the model, so the same input gives the same files.
 *
 * @param layout the kit's folders
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
     * @param file the page's file
     * @param title the page's title
     * @param hasModel whether the site has the page of a model
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
            documents.addAll(page.searchDocuments());
            addDrawings(page, files);
            addPage(LinkStyle.SITE.chapter(page.step()), page.title(), Pages.render("site/chapter.jte", page), files);
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
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }
}
