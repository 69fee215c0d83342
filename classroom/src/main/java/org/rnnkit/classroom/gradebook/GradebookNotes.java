package org.rnnkit.classroom.gradebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnkit.grader.report.Printable;

/** Sentences about a roster with grades: whom an instructor should look at. */
final class GradebookNotes {

    private GradebookNotes() {}

    /** Makes the sentences. A title without names stands alone, or is left out if it announces some. */
    static List<String> of(RosterMatches matches, Map<String, List<String>> cells) {
        Map<String, List<String>> all = new LinkedHashMap<>(cells);
        all.put("No submission", matches.missing().stream().map(RosterLine::name).toList());
        all.put("Submissions of people who are not on the roster", matches.unknown().stream().map(Sender::submission).toList());
        all.put("Not clear whose submission it is, so no grade was written", matches.unclear());
        List<String> sentences = new ArrayList<>();
        all.forEach((title, names) -> {
            if (!names.isEmpty()) {
                sentences.add(title + " (" + names.size() + "): " + String.join("; ", names) + ".");
            } else if (title.endsWith(".")) {
                sentences.add(title);
            }
        });
        return sentences.stream().map(Printable::of).toList();
    }
}
