package org.rnnkit.learner.site;

import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.chapter.ChapterText.Section;
import org.rnnkit.learner.chapter.LinkStyle;
import org.rnnkit.learner.quiz.QuizPage;
import org.rnnkit.testkit.steps.Step;

/**
 * The data of site/chapter.jte, the page of a chapter.
 *
 * @param step the step of the chapter
 * @param previous the step before; null for the first
 * @param next the step after; null for the last
 * @param title the chapter's title
 * @param lang the chapter's language for an HTML attribute; null if it is English
 * @param sections its headings
 * @param html the chapter in HTML, with the answers to its last section
 * @param quiz its questions
 * @param searchDocuments what the search finds: each section, and the questions without their answers
 */
public record ChapterPage(Step step, Step previous, Step next, String title, String lang, List<Section> sections, String html,
        QuizPage quiz, List<SearchDocument> searchDocuments) {

    /** Copies the lists. */
    public ChapterPage {
        sections = List.copyOf(sections);
        searchDocuments = List.copyOf(searchDocuments);
    }

    /**
     * Makes the page of a chapter.
     *
     * @param layout the kit's folders
     * @param steps all steps, in order
     * @param index the index of the chapter's step
     * @return the page's data
     */
    static ChapterPage of(Layout layout, List<Step> steps, int index) {
        Step step = steps.get(index);
        ChapterText chapter = ChapterText.read(layout, step, LinkStyle.SITE);
        String title = chapter.title();
        List<Section> sections = chapter.sections();
        QuizPage quiz = QuizPage.of(step);
        String file = LinkStyle.SITE.chapter(step);
        List<SearchDocument> documents = new ArrayList<>(SearchDocument.ofSections(file, title, sections, chapter.html()));
        quiz.questions().forEach(question -> documents.add(new SearchDocument(file + "#" + question.id() + "-number", title,
                "Questions", SearchDocument.plain(question.text()))));
        String html = chapter.html(question -> question < quiz.further().size()
                ? Pages.render("studio/answer.jte", quiz.further().get(question)) : "");
        return new ChapterPage(step, index == 0 ? null : steps.get(index - 1),
                index + 1 == steps.size() ? null : steps.get(index + 1), title, chapter.lang(), sections, html, quiz,
                documents);
    }
}
