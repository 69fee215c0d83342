package org.rnnkit.classroom;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.rnnkit.classroom.Classroom.ClassroomListener;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.Inbox;
import org.rnnkit.classroom.samework.SameWork;
import org.rnnkit.classroom.samework.SourcePrints;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;

/** The fingerprints of a class's files, collected while the class is graded. */
public final class ClassroomSources implements ClassroomListener {

    private final SourcePrints prints;
    private final Map<String, List<SourcePrint>> found = new ConcurrentHashMap<>();
    private final Map<String, List<SourcePrint>> others = new TreeMap<>();

    /** Makes a collection without submissions. The class is compared with the reference. */
    public ClassroomSources(SourcePrints prints) {
        this.prints = prints;
        others.put(SameWork.REFERENCE, prints.reference());
    }

    /** Adds the submissions of a folder to compare the class with. Those that can't be taken are left out. */
    public void compareWith(Path folder, Intake intake) {
        // The results lie elsewhere: the folder is only read.
        for (ClassroomSubmission earlier : Inbox.read(folder, folder.resolveSibling(folder.getFileName() + "-results"))
                .submissions()) {
            if (!earlier.notFetched().isEmpty()) {
                continue;
            }
            try {
                others.put(folder.getFileName() + "/" + earlier.name(),
                        prints.of(intake.take(earlier.name(), earlier.paths())));
            } catch (UsageException notTaken) {
                continue;
            }
        }
    }

    @Override
    public void taken(Submission submission) {
        found.put(submission.name(), prints.of(submission));
    }

    /** Leaves out a submission that does not count: its author's other one would be the same work. */
    public void remove(String name) {
        found.remove(name);
    }

    /** Returns a copy of the fingerprints, by the submission's name. */
    public Map<String, List<SourcePrint>> prints() {
        return Map.copyOf(found);
    }

    /** Finds the same work among the submissions that have been read. */
    public List<SameWork> sameWork() {
        return SameWork.find(new TreeMap<>(found), others);
    }
}
