package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * The circumstances of a grading: what was graded, by which kit, with which settings, on which machine. Null stands for
 * what is not known.
 *
 * @param date the time of the grading in UTC
 * @param submission the SHA-256 hash of the sources that were graded; see docs/grading.md
 * @param settings the SHA-256 hash of the file grading.yaml; null without such a file
 * @param text the text of the training; null without a training
 * @param java the version and the maker of the Java runtime
 * @param engine the versions of DJL and PyTorch
 * @param system the operating system and the architecture
 * @param key the first digits of a hash of the key that all seeds follow from: under another, the same code gets other draws
 * @param command the command that repeats the grading, in the kit's folder
 * @param handout the handout that the submission's copy was made from; null if it has no record
 */
public record Provenance(String date, KitVersion kit, String submission, String settings, TextVersion text, String java,
        String engine, String system, String key, String command, @JsonInclude(Include.NON_NULL) CopyVersion handout) {

    /** Makes the command printable. */
    public Provenance {
        command = Printable.of(command);
    }

    public Provenance withCommand(String newCommand) {
        return new Provenance(date, kit, submission, settings, text, java, engine, system, key, newCommand, handout);
    }

    /**
     * Replaces what may change without a new grading.
     *
     * @param hash the SHA-256 hash of grading.yaml; null without such a file
     * @param copy the handout of the submission's copy; null if it has no record
     */
    public Provenance with(String hash, CopyVersion copy) {
        return new Provenance(date, kit, submission, hash, text, java, engine, system, key, command, copy);
    }

    /** Says that the copy is behind the newest handout. Empty if it is not behind, or if that is not known. */
    public String behindNote() {
        return handout != null && handout.isBehind() ? handout.sentence() : "";
    }

    /** Sums up the circumstances for a page, without the command. */
    public List<String> sentences() {
        List<String> all = new ArrayList<>();
        all.add("Graded on " + date + ".");
        all.add("Kit " + kit.version() + (kit.commit() == null ? ", no commit known" : ", commit " + kit.commit())
                + (Boolean.TRUE.equals(kit.changed()) ? " with changes" : "") + ", hash " + kit.hash() + ".");
        all.add("Sources of the submission: SHA-256 " + submission + ".");
        all.add(settings == null ? "Settings: the kit's own." : "Settings (grading.yaml): SHA-256 " + settings + ".");
        if (text != null) {
            all.add("Text of the training: " + text.source() + ", SHA-256 " + text.sha256() + ".");
        }
        if (handout != null) {
            all.add(handout.sentence());
        }
        all.add("Java " + java + "; " + engine + "; " + system + ".");
        all.add("Seeds follow from the key " + key + " of this machine's user.");
        return all;
    }
}
