package org.rnnkit.grader.submission;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.system.RefusedException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The reasons why a submission can't be taken, each with its own message to the student. */
final class Refusals {

    private static final int MAX_NAMED = 5;
    private static final int MAX_NAME = 100;
    private static final String AGAIN = " and hand it in again.";
    private static final String JAVA = "The grader needs the files that end in .java. ";
    private static final String PACK = "Pack the folder exercises/ of your kit as a zip" + AGAIN;

    private Refusals() {}

    static RefusedException unreadable(String reason) {
        return new RefusedException("Your archive can't be opened: " + reason + ". It may be damaged or unfinished. Pack it "
                + "again as a plain zip, open it once to see that it works," + AGAIN);
    }

    /** Makes the message for a target or an entry of the inbox that is a link. */
    static RefusedException link() {
        return new RefusedException("Your submission is a link, and links are never followed. Hand in the folder or archive "
                + "itself.").withAdvice("If the link is your own, name the folder or archive that it leads to.");
    }

    static RefusedException otherFormat(String format) {
        return new RefusedException("Your archive is packed as " + format + ", which the grader can't open. Pack the same "
                + "folder as .zip or .tar.gz" + AGAIN);
    }

    static RefusedException encrypted() {
        return new RefusedException("Your archive is protected by a password. Pack it again without one" + AGAIN);
    }

    static RefusedException tooLarge(long maxBytes) {
        return new RefusedException("Your archive has more than " + maxBytes / 1_000_000 + " MB, packed or unpacked. Remove "
                + "the files that the build has made (target/, runs/)" + AGAIN);
    }

    static RefusedException tooManyFiles(int max) {
        return new RefusedException("Your submission has more than " + max + " files. Hand in only the folder exercises/ of "
                + "your kit.");
    }

    static RefusedException sourcesTooLarge() {
        return new RefusedException("Your source files together have more than 10 MB. Remove files that are not sources,"
                + AGAIN);
    }

    static RefusedException tooDeep(String place, int max) {
        return new RefusedException("Your steps are too deep inside other folders, in " + name(place) + ". At most " + max
                + " folders may be around them. Hand in only the folder exercises/ of your kit.");
    }

    static RefusedException archiveTooDeep(String path) {
        return new RefusedException("Your archive " + name(path) + " is inside two others. One archive inside your upload is "
                + "opened, no deeper. Unpack the outer ones" + AGAIN);
    }

    static RefusedException twoPlaces(String first, String second) {
        return new RefusedException("Your submission has steps in two places, " + name(first) + " and " + name(second)
                + ". It is not clear which you mean: delete one" + AGAIN);
    }

    static RefusedException twoFiles(String type, String first, String second) {
        return new RefusedException("Your submission has two different files for the class " + name(type) + ", " + name(first)
                + " and " + name(second) + ". It is not clear which you mean: delete one" + AGAIN);
    }

    static RefusedException repeatedName(String path) {
        return new RefusedException("Your archive has two files with the same name, " + name(path) + ". Pack it again" + AGAIN);
    }

    static RefusedException onlyBonus() {
        return new RefusedException("Your submission has only bonus steps. The mark needs the nine steps: hand in the whole "
                + "folder exercises/ of your kit.");
    }

    /** Makes the message for a submission without any step, from the files in it and in its archives. */
    static RefusedException noStep(Collection<SubmissionEntry> found, boolean isArchive) {
        List<String> names = found.stream().map(SubmissionEntry::path).toList();
        if (names.isEmpty()) {
            return new RefusedException(isArchive ? "Your archive is empty. " + PACK
                    : "Your folder is empty. Put the folder exercises/ of your kit into it" + AGAIN);
        }
        Step step = Steps.all().get(0);
        return Stream.of(
                about(found, entry -> entry.refusal().equals(SubmissionEntry.LINK), "Your submission has no step, but links: "
                        + "%s. Links are never followed. Put the files themselves in their place" + AGAIN),
                about(found, entry -> SubmissionEntry.isSourceAsText(entry.path()), "Your submission has no step, but Java "
                        + "files with another ending: %s. Rename each so that its name ends in .java" + AGAIN),
                about(found, entry -> isNamed(entry, "java"), "Your submission has Java files, but no class of a step: %s. A "
                        + "step is, for example, the class " + step.className() + " in the package " + step.packageName()
                        + ". " + PACK),
                // What Moodle or Canvas make of a text that was typed into their page.
                about(names.stream().allMatch(name -> name.matches(".*(onlinetext|_text)\\.html")) ? found : List.of(),
                        entry -> true, "Your submission has only the text that you typed into the page, and no file. Text "
                                + "can't be graded. " + PACK),
                about(found, entry -> isNamed(entry, "class|jar"), "Your submission has compiled classes, but not their "
                        + "sources: %s. " + JAVA + PACK),
                about(found, entry -> isNamed(entry, "ipynb"), "Your submission is a notebook, %s. The steps are Java "
                        + "classes, in files that end in .java. " + PACK),
                about(found, entry -> true, "Your submission has no Java file, only %s. " + JAVA + PACK))
                .flatMap(Optional::stream).findFirst().orElseThrow();
    }

    /** Makes a message with the names of some of the files that were found; empty if there are none. */
    private static Optional<RefusedException> about(Collection<SubmissionEntry> found, Predicate<SubmissionEntry> wanted,
            String message) {
        List<String> names = found.stream().filter(wanted).map(SubmissionEntry::path).toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(new RefusedException(message.replace("%s", list(names))));
    }

    private static boolean isNamed(SubmissionEntry entry, String endings) {
        return entry.path().matches("(?is).*\\.(" + endings + ")");
    }

    /** Lists the first names: the file names alone, because the folders around them may be many. */
    private static String list(List<String> paths) {
        String shown = paths.stream().limit(MAX_NAMED).map(path -> name(path.substring(path.lastIndexOf('/') + 1)))
                .collect(Collectors.joining(", "));
        return paths.size() > MAX_NAMED ? shown + " and " + (paths.size() - MAX_NAMED) + " more" : shown;
    }

    /** Makes a name of the student's fit for a message. */
    private static String name(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= MAX_NAME ? line : "…" + line.substring(line.length() - MAX_NAME);
    }
}
