package org.rnnkit.grader.marking;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rnnkit.grader.config.Deadline;
import org.rnnkit.grader.config.LateSettings;
import org.rnnkit.grader.report.Lateness;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;

/**
 * The points that a late submission loses. Calendar days of the deadline's zone count, each one that has begun, and lost points
 * are rounded down, in the student's favour.
 */
final class LateRule {

    private static final LateSettings NOTHING_LOST = new LateSettings(0, null, null, null, null, null);
    private static final int PERCENT = 100;
    /** The entry of an instructor in place of a time. */
    private static final String ON_TIME = "on time";
    /** Stands for these words. */
    private static final HandInTime DECIDED = new HandInTime(null, TimeSource.CLOCK);

    private final Deadline deadline;
    private final LateSettings late;
    private final People people;
    /** The names as they are written, by the submission's name. */
    private final Map<String, String> written = new HashMap<>();
    private final Map<String, ZonedDateTime> extensions;
    /** The times in the table. In place of a time, it may have the words "on time". */
    private final Map<String, HandInTime> times;

    /**
     * Finds the people who have an extension, and reads the table of the times, if there is one.
     *
     * @throws UsageException if a name is not clear, or if the table has mistakes
     */
    LateRule(Deadline deadline, People people) {
        this.deadline = deadline;
        this.late = deadline.late() == null ? NOTHING_LOST : deadline.late();
        this.people = people;
        this.extensions = extensions(deadline.extensions());
        this.times = deadline.times() == null ? Map.of() : times(deadline.times());
    }

    private Map<String, ZonedDateTime> extensions(Map<String, ZonedDateTime> byName) {
        Map<String, ZonedDateTime> found = new HashMap<>();
        List<String> mistakes = new ArrayList<>();
        byName.forEach((name, time) -> {
            try {
                if (found.put(noted(people.submissionOf(name, true), name), time) != null) {
                    mistakes.add("extensions: " + Printable.quoted(name) + " has another extension. Delete one.");
                }
            } catch (UsageException unclear) {
                mistakes.add("extensions: " + unclear.getMessage());
            }
        });
        if (!mistakes.isEmpty()) {
            throw new UsageException(String.join("\n", mistakes));
        }
        return found;
    }

    private String noted(String submission, String name) {
        written.putIfAbsent(submission, name);
        return submission;
    }

    private Map<String, HandInTime> times(Path file) {
        CsvTable table = CsvTable.read(file, List.of("name", "time"));
        Map<String, HandInTime> times = new HashMap<>();
        for (CsvRow row : table.rows()) {
            try {
                String submission = noted(handIn(table, row), row.name());
                HandInTime time = row.cell("time").equalsIgnoreCase(ON_TIME) ? DECIDED : HandInTime.parse(row.cell("time"));
                if (times.put(submission, time) != null) {
                    table.mistake(row, Printable.quoted(row.name()) + " is here twice.");
                }
            } catch (DateTimeException e) {
                table.mistake(row, Printable.quoted(row.cell("time")) + " is not a time with its zone, such as "
                        + "2026-12-01T23:59:00+01:00, and not " + ON_TIME + ".");
            }
        }
        table.throwIfAny();
        return times;
    }

    /** Finds the hand-in that a row means. A time belongs to one hand-in, also of a person with several. */
    private String handIn(CsvTable table, CsvRow row) {
        String found = table.person(row, people, true);
        List<String> several = people.handIns().getOrDefault(found, List.of());
        if (several.contains(row.name())) {
            return row.name();
        } else if (!several.isEmpty()) {
            table.mistake(row, Printable.quoted(row.name()) + " has several hand-ins. Write the name of one: "
                    + String.join(" or ", several) + ".");
        }
        return found;
    }

    /** Returns the time of hand-in: that of the table, else what is known without it. */
    HandInTime time(String name, HandInTime known) {
        return times.getOrDefault(name, known);
    }

    /**
     * Judges a submission.
     *
     * @param known what is known about the time of hand-in; the table of times goes before it
     */
    Lateness judge(String name, HandInTime known, int reached) {
        Optional<ZonedDateTime> extension = extension(name);
        ZonedDateTime own = extension.orElse(deadline.at());
        boolean extended = extension.isPresent();
        String until = own.toOffsetDateTime().toString();
        HandInTime handedIn = time(name, known);
        Instant time = handedIn.time();
        if (time == null) {
            return switch (handedIn.source()) {
                // With an extension, the platform's mark says nothing: it does not know the new deadline.
                case MARKED_LATE -> extended ? unknown(until)
                        : late(until, null, late.unknown() == null ? 0 : late.unknown(), reached);
                case NOT_MARKED -> new Lateness(until, null, 0, 0, false, "In time: the platform did not mark it as late.");
                case CLOCK -> new Lateness(until, null, 0, 0, false, "Counts as in time. The instructor decided so.");
                case NONE, PUSH, COMMIT -> unknown(until);
            };
        }
        String source = switch (handedIn.source()) {
            case PUSH -> " GitHub received commit " + handedIn.commit() + " at this time.";
            case COMMIT -> " The time is that of commit " + handedIn.commit() + ", from the student's computer.";
            case NONE, CLOCK, NOT_MARKED, MARKED_LATE -> "";
        };
        Duration over = Duration.between(own.toInstant(), time);
        if (over.compareTo(Duration.ofMinutes(late.grace())) <= 0) {
            String grace = over.isNegative() || over.isZero() ? ""
                    : ", within the " + Plural.of(late.grace(), "minute") + " after the deadline";
            return new Lateness(until, at(time), 0, 0, false,
                    "In time" + (extended ? ", with the extension" : "") + grace + "." + source);
        }
        Lateness judged = late(until, at(time), days(own, time), reached);
        return source.isEmpty() ? judged : judged.withMessage(judged.message().replaceFirst("\\.?$", ".") + source);
    }

    private Optional<ZonedDateTime> extension(String name) {
        return people.keysOf(name).stream().map(extensions::get).filter(Objects::nonNull).findFirst();
    }

    /** Returns the last moment at which a submission is in time. */
    Instant lastMoment(String name) {
        return extension(name).orElse(deadline.at()).plusMinutes(late.grace()).toInstant();
    }

    /** Returns the smallest number of days by which the deadline would have to be later. A day may have 23 or 25 hours. */
    private static int days(ZonedDateTime deadline, Instant time) {
        long days = Math.max(0, ChronoUnit.DAYS.between(deadline, time.atZone(deadline.getZone())) - 1);
        while (deadline.plusDays(days).toInstant().isBefore(time)) {
            days++;
        }
        return (int) Math.min(days, Integer.MAX_VALUE);
    }

    private Lateness unknown(String until) {
        return late.isUnknownOnTime() ? new Lateness(until, null, 0, 0, false, "The time of hand-in is not known, which counts "
                + "as in time.") : new Lateness(until, null, 0, 0, true, "The time of hand-in is not known.");
    }

    /** Returns the names of all extensions and times as they are written, by the submission's name. */
    Map<String, String> written() {
        return written;
    }

    private static String at(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Lateness late(String until, String time, int days, int reached) {
        if (days == 0) {
            return new Lateness(until, null, 0, 0, true, "Marked as late, but the time is not known. The instructor decides.");
        }
        String begin = (time == null ? "Marked as late without a time, which counts as " : "")
                + Plural.of(days, "day") + " late";
        if (late.closes() != null && days > late.closes()) {
            return new Lateness(until, time, days, -reached, false, begin + ": not accepted after "
                    + Plural.of(late.closes(), "day") + ", " + Plural.of(reached, "point") + " lost.");
        }
        if (late.percent() != null) {
            long percent = Math.min((long) late.percent() * days,
                    late.most() == null ? PERCENT : Math.min(PERCENT, late.most()));
            int lost = (int) (reached * percent / PERCENT);
            return new Lateness(until, time, days, -lost, false, begin + ": " + percent + " % of "
                    + Plural.of(reached, "point") + " = -" + lost);
        }
        if (late.points() != null) {
            long points = Math.min((long) late.points() * days, late.most() == null ? Integer.MAX_VALUE : late.most());
            int lost = (int) Math.min(points, reached);
            return new Lateness(until, time, days, -lost, false, begin + ": " + points + " of " + Plural.of(reached, "point")
                    + " = -" + lost);
        }
        return new Lateness(until, time, days, 0, false, begin + ". No points are lost.");
    }
}
