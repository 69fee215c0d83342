package org.rnnkit.classroom.gradebook;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.rnnkit.classroom.gradebook.ClassroomPeople.HandInChoice;
import org.rnnkit.classroom.gradebook.RosterColumns.Kind;
import org.rnnkit.classroom.gradebook.RosterColumns.NameKey;
import org.rnnkit.classroom.gradebook.RosterColumns.RosterLine;
import org.rnnkit.classroom.gradebook.RosterMatcher.RosterMatches;
import org.rnnkit.classroom.gradebook.RosterMatcher.Sender;
import org.rnnkit.classroom.gradebook.RosterTable.EncodedText;
import org.rnnkit.classroom.gradebook.RosterTable.RosterException;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn.Student;
import org.rnnkit.classroom.results.ClassroomFile;
import org.rnnkit.classroom.results.ClassroomFile.StudentMark;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.config.GradingConfig.Deadline;
import org.rnnkit.grader.config.GradingConfig.HandIns;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.marking.Marking.HandInTime;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;

/**
 * A roster that a learning platform exported, to be written back with grades and feedback. Only the cells of grades and
 * feedback change; order, columns, separators, quotes and encoding stay, so that the platform takes the file again.
 */
public final class Gradebook {

    /** The file name of the roster with grades. */
    public static final String FILE = "gradebook.csv";
    /** The file name of the sentences about the roster. */
    static final String NOTES = "gradebook.txt";

    private static final int MAX_WIDTH = 400;
    private static final int MAX_BYTES = 20_000_000;

    private final RosterTable table;
    private final Charset charset;
    private final RosterColumns columns;
    private final List<RosterLine> lines;
    private final Map<Integer, Instant> times;
    private final Optional<HandIns> handIns;
    private final Optional<Deadline> deadline;
    private List<ClassroomSubmission> submissions;
    private RosterMatches matches;

    private Gradebook(EncodedText text, String column, GradingConfig config) {
        this.charset = text.charset();
        this.table = RosterTable.parse(text.text());
        this.handIns = config.handIns();
        this.deadline = config.deadline();
        RosterFormat format = new RosterFormat(table, column, config.roster().orElse(null));
        this.columns = format.columns();
        this.lines = columns.lines(table);
        this.times = format.times(zone());
    }

    private Gradebook() {
        this.charset = StandardCharsets.UTF_8;
        this.table = RosterTable.parse("");
        this.handIns = Optional.empty();
        this.deadline = Optional.empty();
        this.columns = null;
        this.lines = List.of();
        this.times = Map.of();
    }

    /** Makes the gradebook of a class without a roster: nobody is missing, nobody is a stranger, and it is never written. */
    public static Gradebook none() {
        return new Gradebook();
    }

    /** Tells whether there is no roster. */
    public boolean isNone() {
        return lines.isEmpty();
    }

    /**
     * Reads a roster.
     *
     * @param file a grading worksheet or export of Moodle, Canvas, Gradescope or GitHub Classroom, or a list of names
     * @param column the name of the column for the grade; null to find it
     * @param config the course's settings, which may name the columns of another file
     * @throws UsageException if the file can't be read or has other columns, or if it is not clear where the grade belongs
     */
    public static Gradebook read(Path file, String column, GradingConfig config) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UsageException("There is no file " + file + ". --roster needs the file that your platform exported.");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new UsageException(file + " has more than 20 MB, which is no roster.");
            }
            return read(Files.readAllBytes(file), column, config);
        } catch (IOException e) {
            throw new UsageException(file + " can't be read: " + e);
        } catch (RosterException e) {
            // A cell of the roster may be in the message, and have several lines.
            throw new UsageException("The roster " + file + " can't be used: " + e.getMessage().replaceAll("\\R", " "));
        }
    }

    static Gradebook read(byte[] bytes, String column, GradingConfig config) {
        Gradebook read = new Gradebook(EncodedText.of(bytes), column, config);
        if (read.isNone()) {
            throw new RosterException("it is taken for " + read.columns.kind().words() + ", and there is no student in it.");
        }
        return read;
    }

    private ZoneId zone() {
        return deadline.<ZoneId>map(own -> own.at().getZone()).orElse(ZoneOffset.UTC);
    }

    /** Names what was recognised, so that an instructor sees a wrong guess before a class is graded. */
    public String description() {
        List<String> header = table.header();
        return "The roster is taken for " + columns.kind().words() + " with "
                + Plural.of(lines.size(), "student") + "; "
                + (columns.grade() < 0 ? "the grade goes into a new column \"" + GradeCells.GRADE + "\"" : "the grade is \""
                + header.get(columns.grade()) + "\"") + (columns.feedback() < 0 ? "."
                : ", the comment \"" + header.get(columns.feedback()) + "\".");
    }

    /**
     * Finds whose submissions these are; all methods below are about them. Returns them with the times of hand-in that the
     * roster has: of several hand-ins of a student, the time is that of the platform's upload. A time that the platform has
     * put beside the uploads goes before it.
     */
    public List<ClassroomSubmission> match(List<ClassroomSubmission> all) {
        matches = RosterMatcher.match(lines, all);
        Map<String, HandInTime> known = new HashMap<>();
        lines.stream().filter(line -> times.containsKey(line.row())).forEach(line -> matches.timed(line).ifPresent(
                sender -> known.put(sender.submission(), HandInTime.at(times.get(line.row())))));
        submissions = all.stream().map(submission -> known.containsKey(submission.name())
                ? submission.withTime(known.get(submission.name())) : submission).toList();
        return submissions;
    }

    /** Returns the people of the class: those on the roster, with their submissions. */
    public ClassroomPeople people() {
        return new ClassroomPeople(matches);
    }

    /**
     * Lists the results of the students of whom nothing is in the inbox, in the order of the roster, by what stands for them
     * in the place of a submission's name.
     */
    public Map<String, ClassroomResult> missing() {
        Map<String, ClassroomResult> missing = new LinkedHashMap<>();
        matches.missing().forEach(line -> missing.put(ClassroomPeople.keyOf(line), times.containsKey(line.row())
                ? ClassroomResult.notInInbox(line.name())
                : ClassroomResult.missing(line.name(), "On the roster; nothing was handed in.")));
        return missing;
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
        Map<RosterLine, Sender> senders = matches.submissions();
        Map<String, ClassroomResult> byName = byName(results);
        Map<String, Long> names = lines.stream().collect(Collectors.groupingBy(RosterLine::name, Collectors.counting()));
        return lines.stream().map(line -> StudentMark.of(names.get(line.name()) == 1 ? line.name() : line.words(),
                senders.containsKey(line) ? byName.get(senders.get(line).submission())
                : Optional.ofNullable(missing.get(ClassroomPeople.keyOf(line))).filter(mark -> mark.report() != null)
                        .orElse(null))).toList();
    }

    private static Map<String, ClassroomResult> byName(List<ClassroomResult> results) {
        return results.stream().collect(Collectors.toMap(ClassroomResult::name, Function.identity()));
    }

    /** Says of each submission that it may belong to several students, or to one with another submission. */
    public List<String> doubts() {
        return Stream.of(matches.unclear(), undecided(), matches.passedOverInWords()).flatMap(List::stream).toList();
    }

    /** Says of each student with several hand-ins of which none counts why, and what the roster's time may belong to. */
    private List<String> undecided() {
        return matches.several().entrySet().stream().map(student -> {
            RosterLine line = student.getKey();
            String time = !times.containsKey(line.row()) || matches.timed(line).isPresent() ? ""
                    : ". The roster has the time " + times.get(line.row()).atZone(zone()).toOffsetDateTime()
                            + " and does not say for which one: write the times of all into times.csv";
            return line.name() + " has " + student.getValue().size() + " hand-ins, " + student.getValue().stream()
                    .map(Sender::submission).collect(Collectors.joining(" and ")) + ", and " + (handIns.isEmpty()
                    ? "no rule says which one counts: write handIns into grading.yaml" : "it is not clear which one counts: a "
                    + "time or a result is missing, or two times are the same") + time;
        }).toList();
    }

    /** Lists the submissions of people who are not on the roster; none without one. */
    public List<String> strangers() {
        return isNone() ? List.of() : matches.unknown().stream().map(Sender::submission).toList();
    }

    /** Tells whether the roster has one student with both this name and this number. */
    public boolean hasStudent(Student student) {
        return lines.stream().anyMatch(line -> line.hasId(student.id())
                && line.key().matches(NameKey.of(student.name())));
    }

    /** Chooses the hand-in that counts for each student with several, if the course's settings say which one. */
    public CountedHandIns choose(List<ClassroomResult> results, Marking marking) {
        Map<String, Instant> known = new HashMap<>();
        submissions.forEach(submission -> {
            Instant time = marking.time(submission.name(), submission.handIn().time()).time();
            if (time != null) {
                known.put(submission.name(), time);
            }
        });
        return choose(results, known);
    }

    CountedHandIns choose(List<ClassroomResult> results, Map<String, Instant> known) {
        return handIns.map(rule -> new HandInChoice(rule, results, known).choose(matches))
                .orElseGet(() -> new CountedHandIns(results, Map.of()));
    }

    /**
     * Writes the roster with the grades, and the pages for the students, unless the time of a hand-in has to be known first.
     * The results may have marks by hand of students who handed in nothing, by what stands for them.
     * Returns sentences about what was written and what an instructor should look at, for the terminal.
     *
     * @param decisions further sentences for the file of these sentences, which the terminal has shown
     */
    public List<String> write(List<ClassroomResult> results, List<String> decisions,
            MissingGrade missing, Path out) {
        if (isNone()) {
            return List.of();
        }
        Set<String> graded = matches.handIns();
        Map<Boolean, List<String>> open = results.stream()
                .filter(result -> result.report() != null && result.report().needsTime()).map(ClassroomResult::name)
                .collect(Collectors.partitioningBy(graded::contains));
        List<String> withoutTime = open.get(true);
        if (!withoutTime.isEmpty()) {
            List.of(FILE, NOTES, Feedback.ZIP, Feedback.FOLDER)
                    .forEach(name -> FileUtils.deleteQuietly(out.resolve(name).toFile()));
            return List.of("No gradebook was written, because the time of hand-in is not known (" + withoutTime.size() + "): "
                    + Printable.list(withoutTime, MAX_WIDTH) + ". The class page has the lines that settle it.");
        }
        GradeCells cells = new GradeCells(table, columns);
        cells.fill(matches, byName(results), times, missing == MissingGrade.ZERO ? mayNotHandIn() : line -> false);
        Map<RosterLine, Supplier<String>> pages = Feedback.pages(matches, cells.reports(), out);
        OutputFile.write(table.text().getBytes(charset), out.resolve(FILE));
        if (columns.kind() == Kind.MOODLE_WORKSHEET) {
            Feedback.writeZip(pages, matches.submissions(), out);
        } else {
            Feedback.writeFiles(pages, matches.submissions(), out);
        }
        Map<String, List<String>> found = cells.notes();
        found.put("Without a time of hand-in; no grade depends on it", open.get(false));
        found.put("Submissions of people who are not on the roster", strangers());
        found.put("Not clear whose submission it is, so no grade was written", matches.unclear());
        found.put("Several hand-ins, and none counts, so no grade was written", undecided());
        found.put("Beside another submission of the same student", matches.passedOverInWords());
        List<String> notes = Stream.concat(decisions.stream(), notes(found, Integer.MAX_VALUE).stream()).toList();
        OutputFile.write(String.join("\n", notes) + "\n", out.resolve(NOTES));
        return notes(found, MAX_WIDTH);
    }

    /** Tells of students who handed in nothing whether their extension, or the deadline, is over. */
    private Predicate<RosterLine> mayNotHandIn() {
        if (deadline.isEmpty()) {
            return line -> true;
        }
        ClassroomPeople people = people();
        Map<String, ZonedDateTime> extensions = new HashMap<>();
        deadline.get().extensions().forEach((name, time) -> extensions.put(people.submissionOf(name, true), time));
        return line -> extensions.getOrDefault(ClassroomPeople.keyOf(line), deadline.get().at()).toInstant()
                .isBefore(Instant.now());
    }

    /** Returns where the students' pages are: the zip for Moodle, or the folder with a file for each student. */
    public Path feedback(Path out) {
        return out.resolve(columns.kind() == Kind.MOODLE_WORKSHEET ? Feedback.ZIP : Feedback.FOLDER);
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

    /**
     * The results of a class after the choice.
     *
     * @param results the results of all submissions, the one that counts with the reason
     * @param others the reports of the hand-ins that do not count, with the reason, by the submission's name
     */
    public record CountedHandIns(List<ClassroomResult> results, Map<String, Report> others) {

        /** Returns the reports that say which hand-in counts, to be written again, by the submission's name. */
        public Map<String, Report> reports() {
            Map<String, Report> reports = new LinkedHashMap<>(others);
            results.stream().filter(result -> result.report() != null && !result.report().handIn().isEmpty())
                    .forEach(result -> reports.put(result.name(), result.report()));
            return reports;
        }
    }

    /** The grade of a student on the roster who handed in nothing. */
    public enum MissingGrade {
        /**
         * The cell stays as it is. A gradebook takes an empty cell for "no change", and a student may be ill or have more
         * time.
         */
        EMPTY,
        /** Nothing handed in is 0 points. */
        ZERO
    }
}
