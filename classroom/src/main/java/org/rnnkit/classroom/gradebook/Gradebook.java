package org.rnnkit.classroom.gradebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.UploadNames;
import org.rnnkit.classroom.results.ClassroomFile;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.Doubt;
import org.rnnkit.classroom.results.StudentMark;
import org.rnnkit.grader.config.Deadline;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.marking.HandInTime;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;

/** The roster of a class, to be written back with grades and comments; or none. */
public final class Gradebook {

    /** The file name of the roster with grades. */
    public static final String FILE = "gradebook.csv";
    /** The file name of the sentences about the roster. */
    static final String NOTES = "gradebook.txt";

    private static final int MAX_WIDTH = 400;

    private final Roster roster;
    private final Optional<Deadline> deadline;
    private List<ClassroomSubmission> submissions = List.of();
    private RosterMatches matches;
    /** The name of the hand-in that counts, for each student who gets a grade. */
    private final Map<Student, String> counted = new LinkedHashMap<>();
    private final List<Doubt> doubts = new ArrayList<>();

    private Gradebook(Roster roster, Optional<Deadline> deadline) {
        this.roster = roster;
        this.deadline = deadline;
    }

    /** Makes the gradebook of a class without a roster: nobody is missing, nobody is a stranger, and it is never written. */
    public static Gradebook none() {
        return new Gradebook(null, Optional.empty());
    }

    /** Tells whether there is no roster. */
    public boolean isNone() {
        return roster == null;
    }

    /**
     * Reads a roster.
     *
     * @param file Moodle's grading worksheet, Canvas's gradebook, or a list of names
     * @param column the name of the assignment in Canvas's gradebook; null to find the only one
     * @throws UsageException if the file can't be read or has other columns, or if it is not clear where the grade belongs
     */
    public static Gradebook read(Path file, String column, GradingConfig config) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no file " + file + ". --roster needs a list of the students.");
        }
        return of(CsvFile.read(file), column, config);
    }

    static Gradebook of(CsvFile file, String column, GradingConfig config) {
        return new Gradebook(new Roster(file, column), config.deadline());
    }

    /** Names what was recognised, so that an instructor sees it before a class is graded. */
    public String description() {
        return roster.description();
    }

    /** Returns a reader of the uploads' names: they are those of the platform from which the roster is. */
    public UploadNames uploadNames() {
        return isNone() || !roster.hasCanvasNumbers() ? UploadNames.MOODLE
                : UploadNames.canvas(handIn -> roster.students().stream()
                        .anyMatch(student -> student.number().equals(handIn.number()) && student.isConfirmedBy(handIn)));
    }

    /**
     * Finds whose submissions these are; all methods below are about them. Returns them with Moodle's times of hand-in, which
     * are those of the uploads that Moodle has named.
     */
    public List<ClassroomSubmission> match(List<ClassroomSubmission> all) {
        matches = new RosterMatches(isNone() ? List.of() : roster.students(), all);
        Map<Student, Instant> times = times();
        Map<String, HandInTime> known = new HashMap<>();
        times.forEach((student, time) -> matches.handIns(student).stream()
                .filter(submission -> submission.handIn().isFromPlatform())
                .forEach(submission -> known.put(submission.name(), HandInTime.at(time))));
        submissions = all.stream().map(submission -> known.containsKey(submission.name())
                ? submission.withTime(known.get(submission.name())) : submission).toList();
        return submissions;
    }

    private List<Student> students() {
        return isNone() ? List.of() : roster.students();
    }

    private Map<Student, Instant> times() {
        return isNone() ? Map.of() : roster.times(deadline.<ZoneId>map(own -> own.at().getZone()).orElse(ZoneOffset.UTC));
    }

    /** Returns the people of the class: those on the roster, with their submissions. */
    public ClassroomPeople people() {
        return new ClassroomPeople(students(), submissions, matches);
    }

    /**
     * Lists the results of the students of whom nothing is in the inbox, in the order of the roster, by what stands for them
     * in the place of a submission's name.
     */
    public Map<String, ClassroomResult> missing() {
        Map<Student, Instant> times = times();
        Map<String, ClassroomResult> missing = new LinkedHashMap<>();
        matches.missing().forEach(student -> missing.put(ClassroomPeople.keyOf(student), times.containsKey(student)
                ? ClassroomResult.notInInbox(student.words())
                : ClassroomResult.missing(student.words(), "On the roster; nothing was handed in.")));
        return missing;
    }

    /**
     * Chooses the hand-in that counts for each student, and notes what an instructor has to decide first.
     *
     * @param marking the course's tables, which have times of hand-in and what the instructor has decided about a doubt
     */
    public CountedHandIns choose(List<ClassroomResult> results, Marking marking) {
        Map<String, ClassroomResult> now = byName(results);
        Map<String, Report> reports = new LinkedHashMap<>();
        Map<String, Instant> times = new HashMap<>();
        submissions.forEach(submission -> Optional.ofNullable(
                marking.time(submission.name(), submission.handIn().time()).time())
                .ifPresent(time -> times.put(submission.name(), time)));
        matches.unclear().forEach((name, reason) -> doubts.add(new Doubt(name, reason, "")));
        for (Student student : students()) {
            List<String> names = matches.handIns(student).stream().map(ClassroomSubmission::name).toList();
            List<String> open = names.stream().filter(matches.doubts()::containsKey)
                    .filter(name -> !marking.isConfirmed(name)).toList();
            open.forEach(name -> doubts.add(Doubt.ofPerson(name, matches.doubts().get(name))));
            if (open.isEmpty() && !names.isEmpty()) {
                choose(student, new HandInChoice(names.stream().map(now::get).toList(), times), now, reports);
            }
        }
        return new CountedHandIns(List.copyOf(now.values()), reports);
    }

    private void choose(Student student, HandInChoice choice, Map<String, ClassroomResult> now, Map<String, Report> reports) {
        boolean several = choice.results().size() > 1;
        if (!several) {
            counted.put(student, choice.results().get(0).name());
            return;
        }
        Optional<ClassroomResult> chosen = choice.counted();
        if (chosen.isEmpty()) {
            doubts.add(new Doubt(student.name(), "has " + choice.results().size() + " hand-ins, " + choice.results().stream()
                    .map(ClassroomResult::name).collect(Collectors.joining(" and ")) + ", and it is not clear which one "
                    + "counts: a time or a result is missing, or two times are the same", ""));
            return;
        }
        String reason = choice.reason(student, chosen.get());
        counted.put(student, chosen.get().name());
        for (ClassroomResult result : choice.results()) {
            boolean counts = result == chosen.get();
            if (result.report() != null) {
                Report report = result.report().withHandIn(counts ? reason : "Does not count. " + reason);
                reports.put(result.name(), report);
                now.put(result.name(), counts ? new ClassroomResult(result.name(), result.kind(), report, "", result.kept())
                        : ClassroomResult.notCounted(result.name(), report.handIn()));
            }
        }
    }

    private static Map<String, ClassroomResult> byName(List<ClassroomResult> results) {
        return results.stream().collect(Collectors.toMap(ClassroomResult::name, Function.identity(), (one, other) -> one,
                LinkedHashMap::new));
    }

    /**
     * Makes the file with all results and, with a roster, what each student on it gets, after the choice among several
     * hand-ins.
     *
     * @param missing the results of those of whom nothing is in the inbox
     */
    public ClassroomFile file(List<ClassroomResult> results, Map<String, ClassroomResult> missing) {
        List<ClassroomResult> all = Stream.concat(results.stream(), missing.values().stream()
                .filter(result -> result.report() != null)).toList();
        return isNone() ? new ClassroomFile(all) : new ClassroomFile(all, marks(results, missing));
    }

    private List<StudentMark> marks(List<ClassroomResult> results, Map<String, ClassroomResult> missing) {
        Map<String, ClassroomResult> byName = byName(results);
        Map<String, Long> names = students().stream().collect(Collectors.groupingBy(Student::name, Collectors.counting()));
        return students().stream().map(student -> StudentMark.of(
                names.get(student.name()) == 1 ? student.name() : student.words(), counted.containsKey(student)
                ? byName.get(counted.get(student)) : Optional.ofNullable(missing.get(ClassroomPeople.keyOf(student)))
                        .filter(mark -> mark.report() != null).orElse(null))).toList();
    }

    /** Lists what an instructor has to decide about whose a submission is, or which one counts. */
    public List<Doubt> doubts() {
        return List.copyOf(doubts);
    }

    /** Lists the submissions of people who are not on the roster; none without one. */
    public List<String> strangers() {
        return isNone() ? List.of() : matches.strangers();
    }

    /**
     * Writes the roster with the grades, and the pages for the students, unless the time of a hand-in has to be known first.
     * The results may have marks by hand of students who handed in nothing, by what stands for them.
     *
     * @param decisions further sentences for the file of these sentences, which the terminal has shown
     */
    public GradebookNotes write(List<ClassroomResult> results, List<String> decisions, MissingGrade missing,
            Path out) {
        if (isNone()) {
            return new GradebookNotes(List.of(), 0, false);
        }
        List<String> onRoster = students().stream().flatMap(student -> matches.handIns(student).stream())
                .map(ClassroomSubmission::name).toList();
        Map<Boolean, List<String>> open = results.stream()
                .filter(result -> result.report() != null && result.report().needsTime()).map(ClassroomResult::name)
                .collect(Collectors.partitioningBy(onRoster::contains));
        List<String> withoutTime = open.get(true);
        if (!withoutTime.isEmpty()) {
            List.of(FILE, NOTES, Feedback.ZIP, Feedback.FOLDER)
                    .forEach(name -> FileUtils.deleteQuietly(out.resolve(name).toFile()));
            return new GradebookNotes(List.of("No gradebook was written, because the time of hand-in is not known ("
                    + withoutTime.size() + "): " + Printable.list(withoutTime, MAX_WIDTH)
                    + ". The class page has the lines that settle it."), 0, false);
        }
        GradeCells cells = new GradeCells(roster);
        fill(cells, byName(results), missing);
        writePages(cells.reports(), out);
        OutputFile.write(roster.text(), out.resolve(FILE));
        Map<String, List<String>> found = cells.notes();
        found.put("Without a time of hand-in; no grade depends on it", open.get(false));
        found.put("Submissions of people who are not on the roster", strangers());
        found.put("In doubt, so no grade was written", doubts.stream().map(Doubt::sentence).toList());
        List<String> notes = Stream.concat(decisions.stream(), notes(found, Integer.MAX_VALUE).stream()).toList();
        OutputFile.write(String.join("\n", notes) + "\n", out.resolve(NOTES));
        return new GradebookNotes(notes(found, MAX_WIDTH), cells.graded(), true);
    }

    private void fill(GradeCells cells, Map<String, ClassroomResult> results, MissingGrade missing) {
        counted.forEach((student, name) -> {
            ClassroomResult result = results.get(name);
            if (result == null || result.report() == null) {
                cells.note("Without a score, so the grade stays as it was", student.name()
                        + (result == null ? "" : " (" + result.reason() + ")"));
            } else {
                cells.fill(student, result.report());
            }
        });
        Map<Student, Instant> times = times();
        Predicate<Student> mayHandIn = mayHandIn();
        for (Student student : matches.missing()) {
            ClassroomResult mark = results.get(ClassroomPeople.keyOf(student));
            if (mark != null) {
                cells.fillByHand(student, mark.report());
            } else if (times.containsKey(student)) {
                cells.leave(student, "Handed in, says the roster, and not in the inbox: no grade was written");
            } else if (missing == MissingGrade.EMPTY) {
                cells.leave(student, "No submission, so the grade stays as it was");
            } else if (mayHandIn.test(student)) {
                cells.leave(student, "No submission, and the deadline is not over, so the grade stays as it was");
            } else {
                cells.fillWithZero(student);
            }
        }
    }

    /** Tells of students who handed in nothing whether their extension, or the deadline, is still ahead. */
    private Predicate<Student> mayHandIn() {
        ClassroomPeople people = people();
        Map<String, ZonedDateTime> extensions = new HashMap<>();
        deadline.ifPresent(own -> own.extensions()
                .forEach((name, time) -> extensions.put(people.submissionOf(name, true), time)));
        return student -> deadline.isPresent() && !extensions.getOrDefault(ClassroomPeople.keyOf(student), deadline.get().at())
                .toInstant().isBefore(Instant.now());
    }

    private void writePages(Map<Student, Report> reports, Path out) {
        Map<String, ClassroomSubmission> byName = submissions.stream()
                .collect(Collectors.toMap(ClassroomSubmission::name, Function.identity()));
        Map<Student, ClassroomSubmission> handIns = new LinkedHashMap<>();
        counted.forEach((student, name) -> handIns.put(student, byName.get(name)));
        Map<Student, Supplier<String>> pages = Feedback.pages(handIns, reports, out);
        if (roster.kind() == RosterKind.MOODLE) {
            Feedback.writeZip(pages, handIns, out);
        } else {
            Feedback.writeFiles(pages, handIns, out);
        }
    }

    /** Returns where the students' pages are: the zip for Moodle, or the folder with a file for each student. */
    public Path feedback(Path out) {
        return out.resolve(roster.kind() == RosterKind.MOODLE ? Feedback.ZIP : Feedback.FOLDER);
    }

    /** Makes sentences from titles and names. A title without names stands alone, or is left out if it announces some. */
    private static List<String> notes(Map<String, List<String>> all, int width) {
        List<String> sentences = new ArrayList<>();
        all.forEach((title, names) -> {
            if (!names.isEmpty()) {
                sentences.add(title + " (" + names.size() + "): " + Printable.list(names, width) + ".");
            } else if (title.endsWith(".")) {
                sentences.add(title);
            }
        });
        return sentences.stream().map(Printable::of).toList();
    }

    /** Says why no student on the roster has a grade. */
    public String whyNobody() {
        List<String> reasons = new ArrayList<>();
        if (!strangers().isEmpty()) {
            reasons.add(strangers().size() + " of people who are not on the roster, such as " + strangers().get(0)
                    + ": the name of a folder or archive must be the student's id, email or login, or the platform's own");
        }
        if (!doubts.isEmpty()) {
            reasons.add(doubts.size() + " in doubt");
        }
        if (!counted.isEmpty()) {
            reasons.add(counted.size() + " without a score");
        }
        return "No student on the roster has a grade. Submissions: " + String.join("; ", reasons) + ".";
    }
}
