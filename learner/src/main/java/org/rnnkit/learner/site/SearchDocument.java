package org.rnnkit.learner.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.learner.chapter.ChapterText;

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
    static List<SearchDocument> ofSections(String file, String chapter, List<ChapterText.Section> sections, String html) {
        List<SearchDocument> documents = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            int begin = html.indexOf("</h", heading(html, sections.get(i)));
            int end = i + 1 < sections.size() ? heading(html, sections.get(i + 1)) : html.length();
            documents.add(new SearchDocument(file + "#" + sections.get(i).id(), chapter, sections.get(i).title(),
                    plain(html.substring(begin, end))));
        }
        return documents;
    }

    private static int heading(String html, ChapterText.Section section) {
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
     * Makes the script with all documents. A page opened from a folder may not fetch a file of data, but it may run a script.
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
