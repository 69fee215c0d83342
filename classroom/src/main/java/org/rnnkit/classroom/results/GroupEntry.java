package org.rnnkit.classroom.results;

import java.util.List;
import org.rnnkit.grader.report.Printable;

/**
 * A submission, or several that belong together.
 *
 * @param link the address of the report, or an empty text
 * @param texts what there is to know
 * @param file the name of the course's file in which a line settles it; empty if none does
 * @param line this line, to copy; its words in capitals have to be replaced
 */
public record GroupEntry(String name, String link, List<String> texts, String file, String line) {

    GroupEntry(String sentence) {
        this(Printable.of(sentence), "", List.of(), "", "");
    }

    GroupEntry(SubmissionRow row, List<String> texts) {
        this(row.name(), row.link(), texts, "", "");
    }

    GroupEntry withLine(String inFile, String toCopy) {
        return new GroupEntry(name, link, texts, inFile, toCopy);
    }
}
