package org.rnnkit.learner.site;

import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.chapter.LinkStyle;
import org.rnnkit.learner.quiz.QuizPage;
import org.rnnkit.testkit.steps.Step;

/** The data of site/chapter.jte, the page of a chapter. */
public final class ChapterPage {

    private final Step step;
    private final Step previous;
    private final Step next;
    private final ChapterText chapter;
    private final QuizPage quiz;

    /**
     * Reads a chapter.
     *
     * @param layout the kit's folders
     * @param steps all steps, in order
     * @param index the index of the chapter's step
     */
    ChapterPage(Layout layout, List<Step> steps, int index) {
        this.step = steps.get(index);
        this.previous = index == 0 ? null : steps.get(index - 1);
        this.next = index + 1 == steps.size() ? null : steps.get(index + 1);
        this.chapter = ChapterText.read(layout, step, LinkStyle.SITE);
        this.quiz = QuizPage.of(step);
    }

    /**
     * Returns the step.
     *
     * @return the step of the chapter
     */
    public Step step() {
        return step;
    }

    /**
     * Returns the step before.
     *
     * @return the step; null for the first
     */
    public Step previous() {
        return previous;
    }

    /**
     * Returns the step after.
     *
     * @return the step; null for the last
     */
    public Step next() {
        return next;
    }

    /**
     * Returns the questions.
     *
     * @return the questions of the chapter
     */
    public QuizPage quiz() {
        return quiz;
    }

    /**
     * Returns the title.
     *
     * @return the chapter's title
     */
    public String title() {
        return chapter.title();
    }

    /**
     * Lists the sections.
     *
     * @return the headings of the chapter
     */
    public List<ChapterText.Section> sections() {
        return chapter.sections();
    }

    /**
     * Returns the chapter with the answers to its last section.
     *
     * @return HTML
     */
    public String html() {
        return chapter.html(question -> question < quiz.further().size()
                ? Pages.render("studio/answer.jte", quiz.further().get(question)) : "");
    }

    /**
     * Lists what the search finds: each section of the chapter, and the questions without their answers.
     *
     * @return the documents, in the order of the page
     */
    List<SearchDocument> searchDocuments() {
        String file = LinkStyle.SITE.chapter(step);
        List<SearchDocument> documents = new ArrayList<>(
                SearchDocument.ofSections(file, title(), sections(), chapter.html()));
        quiz.questions().forEach(question -> documents.add(new SearchDocument(file + "#" + question.id() + "-number",
                title(), "Questions", SearchDocument.plain(question.text()))));
        return documents;
    }
}
