package org.rnnkit.grader.submission;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of a student's uploads in one folder. Moodle's archive has the time of each upload, and Moodle calls the second
 * upload of work.zip "work (1).zip".
 */
final class UploadOrder {

    /** Files without the platform's times have those of the unpacking, which are closer together. */
    private static final Duration APART = Duration.ofMinutes(1);
    private static final Pattern NUMBERED = Pattern.compile(
            "(?<name>.*?) ?\\((?<number>[1-9]\\d{0,3})\\)(?<ending>(\\.\\w+)+)");

    private final FileTree folder;

    UploadOrder(FileTree folder) {
        this.folder = folder;
    }

    /** Finds the upload that is newer than all others. Empty if times and names do not tell, or contradict each other. */
    Optional<SubmissionEntry> newest(List<SubmissionEntry> uploads) throws IOException {
        for (SubmissionEntry upload : uploads) {
            boolean newest = true;
            for (SubmissionEntry other : uploads) {
                newest &= other == upload || isNewer(upload, other);
            }
            if (newest) {
                return Optional.of(upload);
            }
        }
        return Optional.empty();
    }

    private boolean isNewer(SubmissionEntry first, SubmissionEntry second) throws IOException {
        Optional<FileTime> one = folder.modified(first);
        Optional<FileTime> other = folder.modified(second);
        if (one.isEmpty() || other.isEmpty() || !first.folder().equals(second.folder())) {
            return false;
        }
        int byTime = byTime(one.get(), other.get());
        int byName = byName(first, second);
        return byTime + byName > 0 && byTime * byName >= 0;
    }

    private static int byTime(FileTime first, FileTime second) {
        Duration between = Duration.between(second.toInstant(), first.toInstant());
        return between.abs().compareTo(APART) < 0 ? 0 : between.isNegative() ? -1 : 1;
    }

    /** Compares the numbers of two names that are otherwise equal; 0 if they are not. A name without a number is the oldest. */
    private static int byName(SubmissionEntry first, SubmissionEntry second) {
        Matcher one = NUMBERED.matcher(first.name());
        Matcher other = NUMBERED.matcher(second.name());
        boolean isOne = one.matches();
        boolean isOther = other.matches();
        String plainOne = isOne ? one.group("name") + one.group("ending") : first.name();
        String plainOther = isOther ? other.group("name") + other.group("ending") : second.name();
        return plainOne.equals(plainOther) ? Integer.compare(isOne ? Integer.parseInt(one.group("number")) : 0,
                isOther ? Integer.parseInt(other.group("number")) : 0) : 0;
    }
}
