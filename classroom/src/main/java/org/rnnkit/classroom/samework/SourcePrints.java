package org.rnnkit.classroom.samework;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.File;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.testkit.steps.Step;

/** A reader that makes the fingerprints of a submission's files and of the reference's. */
public final class SourcePrints {

    private static final String SOLUTION_MARK = "// <solution";

    private final Kit kit;
    private final Set<String> given = new HashSet<>();
    private final List<SourcePrint> reference;

    /** Reads the reference. */
    public SourcePrints(Kit kit) {
        this.kit = kit;
        this.reference = kit.graded().stream().flatMap(this::ofReference).toList();
    }

    /** Makes the fingerprints of what the reference writes. Its other files are handed out, so all submissions have them. */
    private Stream<SourcePrint> ofReference(Step step) {
        File folder = kit.layout().solution(step).getParent().toFile();
        if (!folder.isDirectory()) {
            return Stream.empty();
        }
        List<SourcePrint> written = new ArrayList<>();
        for (File file : FileUtils.listFiles(folder, new String[] {"java"}, false).stream().sorted().toList()) {
            String text = Uncheck.get(() -> Files.readString(file.toPath()), () -> "can't read " + file);
            SourcePrint print = ComparedSource.of(text).print(step.number());
            if (text.contains(SOLUTION_MARK)) {
                written.add(print);
            } else {
                given.add(print.hash());
            }
        }
        return written.stream();
    }

    /** Returns the fingerprints of the reference; none in a student's copy of the kit. */
    public List<SourcePrint> reference() {
        return reference;
    }

    /**
     * Makes the fingerprints of a submission's steps and of the helper classes that they use. Steps that are not written,
     * also in part, and files that were handed out are left out.
     */
    public List<SourcePrint> of(Submission submission) {
        List<Step> written = kit.graded().stream().filter(submission::isWritten).toList();
        return Stream.concat(written.stream().flatMap(step -> prints(submission.texts(step), step.number())),
                prints(submission.helperTexts(written), SourcePrint.HELPERS))
                .filter(print -> !given.contains(print.hash())).distinct().toList();
    }

    private static Stream<SourcePrint> prints(List<String> texts, int step) {
        return texts.stream().map(text -> ComparedSource.of(text).print(step));
    }

    /**
     * A fingerprint of one source file. Two files have the same fingerprint if their code is equal after normalizing.
     *
     * @param step the number of the step that the file belongs to; {@link #HELPERS} for a helper class, which several steps
     *     may use
     * @param hash the hash of the normalized code
     * @param tokens the number of tokens in the bodies of the file's methods
     */
    public record SourcePrint(int step, String hash, int tokens) {

        /** The number that stands for the helper classes of a submission. */
        public static final int HELPERS = 0;

        /**
         * The number of tokens from which an equal file is a reason to look: one and a half times the longest run of equal
         * tokens in two right solutions of different styles. CatalogueSimilarityTest measures that.
         */
        public static final int MIN_TOKENS = 120;

        /** Tells whether an equal file is a reason to look: two people may well write the same short one. */
        @JsonIgnore
        public boolean isLong() {
            return tokens >= MIN_TOKENS;
        }
    }
}
