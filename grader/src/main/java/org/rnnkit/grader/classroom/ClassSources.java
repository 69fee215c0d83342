package org.rnnkit.grader.classroom;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rnnkit.grader.samework.SourcePrint;
import org.rnnkit.grader.samework.SourcePrints;
import org.rnnkit.grader.submission.Submission;

/** The fingerprints of a class's files, collected while the class is graded. */
public final class ClassSources implements ClassListener {

    private final SourcePrints prints;
    private final Map<String, List<SourcePrint>> found = new ConcurrentHashMap<>();

    /**
     * Makes an empty collection.
     *
     * @param prints makes the fingerprints
     */
    public ClassSources(SourcePrints prints) {
        this.prints = prints;
    }

    @Override
    public void taken(Submission submission) {
        prints.of(submission).ifPresent(own -> found.put(submission.name(), own));
    }

    /**
     * Returns the fingerprints.
     *
     * @return a copy: the fingerprints of a submission's files, by the submission's name
     */
    public Map<String, List<SourcePrint>> prints() {
        return Map.copyOf(found);
    }
}
