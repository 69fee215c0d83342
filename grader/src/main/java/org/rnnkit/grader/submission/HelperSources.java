package org.rnnkit.grader.submission;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Steps;

/**
 * The helper classes of a submission: sources below its source root in packages of the student's own. A class in a package
 * of the kit, of Java or of a library is not taken, because it could see or replace what the student's code must not.
 */
final class HelperSources {

    private static final Pattern FOLDER = Pattern.compile("[A-Za-z_$][\\w$]*(/[A-Za-z_$][\\w$]*)*");

    private final ReservedPackages reserved;
    private final SourceRoot root;
    private final StepSources files;
    private final List<SourceFile> taken = new ArrayList<>();
    private final Map<SubmissionEntry, String> notes = new HashMap<>();

    HelperSources(Kit kit, SourceRoot root, StepSources files) {
        this.reserved = new ReservedPackages(kit);
        this.root = root;
        this.files = files;
    }

    /** Takes a file if it is a helper class. Returns whether it did. */
    boolean take(SubmissionEntry entry) throws IOException {
        String folder = root.below(entry.folder());
        if (!entry.isFile() || !StepSources.isSource(entry) || FileTree.isToolFile(entry) || !FOLDER.matcher(folder).matches()
                || Steps.withBonus().stream().anyMatch(step -> root.folderOf(step).equals(entry.folder()))) {
            return false;
        }
        String packageName = folder.replace('/', '.');
        if (taken.size() >= StepSources.MAX_FILES) {
            notes.put(entry, "more than " + StepSources.MAX_FILES + " helper classes");
        } else if (reserved.has(packageName)) {
            notes.put(entry, "the package " + packageName + " is not the student's own; the class there is not replaced");
        } else if (taken.stream().noneMatch(other -> other.path().equalsIgnoreCase(entry.path()))) {
            Optional<SourceFile> source = files.read(entry)
                    .filter(read -> JavaHeader.of(read.content()).packageName().equals(packageName));
            source.ifPresent(taken::add);
            return source.isPresent();
        }
        return false;
    }

    /** Returns the reason why a file was not taken, if it is known. */
    String note(SubmissionEntry entry) {
        return notes.getOrDefault(entry, "");
    }

    /** Lists the helper classes. */
    List<SourceFile> taken() {
        return taken;
    }
}
