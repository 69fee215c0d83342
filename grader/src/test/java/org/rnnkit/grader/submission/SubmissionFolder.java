package org.rnnkit.grader.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The base of the intake's tests: a folder for a submission, and the kit's intake. */
abstract class SubmissionFolder {

    static final Step FIRST = Steps.all().get(0);
    /** The file of the first step, from a source root. */
    static final String STEP = "org/rnnkit/step1onehot/OneHotEncoding.java";
    static final Kit KIT = Kit.find(Steps.all());

    /** The process for the archives of all tests. It ends with this virtual machine. */
    static final Archives ARCHIVES = new Archives(KIT, TestSubmission::bestSandbox);

    final Intake intake = new Intake(KIT, ARCHIVES);

    @TempDir
    Path folder;

    /** Takes what is in the folder. */
    Submission take() {
        return intake.take("ada", folder);
    }

    /** Lists the steps' files that are taken, from the submission's folder. */
    List<String> taken(Submission submission) {
        return List.copyOf(submission.files(Steps.all()).keySet());
    }

    Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
