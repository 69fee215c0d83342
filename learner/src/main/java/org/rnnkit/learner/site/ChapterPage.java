package org.rnnkit.learner.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.chapter.ChapterText.LinkStyle;
import org.rnnkit.learner.chapter.ChapterText.Section;
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
        return new ChapterPage(step, index == 0 ? null : steps.get(index - 1),
                index + 1 == steps.size() ? null : steps.get(index + 1), title, chapter.lang(), sections,
                chapter.html(quiz::answer), quiz, documents);
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
        private static final String INLINE_TAG = "</?(?:code|em|strong|a|mi|mo|mn|msub|msup|msubsup|mtext|mrow|math)\\b[^>]*>";
        private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

        /**
         * Cuts a chapter into its sections.
         *
         * @param file the file of the chapter's page
         * @param chapter the chapter's title
         * @param sections its sections
         * @param html the chapter in HTML, as {@link ChapterText} makes it
         * @return a document for each section
         */
        static List<SearchDocument> ofSections(String file, String chapter, List<Section> sections, String html) {
            List<SearchDocument> documents = new ArrayList<>();
            for (int i = 0; i < sections.size(); i++) {
                int begin = html.indexOf("</h", heading(html, sections.get(i)));
                int end = i + 1 < sections.size() ? heading(html, sections.get(i + 1)) : html.length();
                documents.add(new SearchDocument(file + "#" + sections.get(i).id(), chapter, sections.get(i).title(),
                        plain(html.substring(begin, end))));
            }
            return documents;
        }

        private static int heading(String html, Section section) {
            return html.lastIndexOf('<', html.indexOf(" id=\"" + section.id() + "\""));
        }

        /**
         * Leaves only the text of HTML that the kit has made itself.
         *
         * @param html the HTML; its attributes have no unescaped angle brackets
         * @return one line of text
         */
        static String plain(String html) {
            return html.replaceAll(INLINE_TAG, "").replaceAll("<[^>]*>", " ").replace("&lt;", "<").replace("&gt;", ">")
                    .replace("&quot;", "\"").replace("&amp;", "&").replaceAll("\\s+", " ").strip();
        }

        /**
         * Makes the script with all documents. A page opened from a folder may not fetch a file of data, but it may run a
         * script.
         *
         * @param documents the documents
         * @return the script
         */
        static String script(List<SearchDocument> documents) {
            try {
                // No text can end the script, even if somebody puts it into a page.
                return "window.searchDocuments = " + JSON.writeValueAsString(documents).replace("<", "\\u003C") + ";\n";
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
