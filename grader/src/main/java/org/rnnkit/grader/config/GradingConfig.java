package org.rnnkit.grader.config;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.sandbox.Sandbox.Limits;
import org.rnnkit.testkit.steps.Step;

/**
 * The settings of a course. The kit's own settings stand in for those that the course leaves out.
 *
 * @param steps the points and seconds of single steps, by the step's id
 * @param limits the limits of the steps' code
 * @param deadline the deadline and the rule for late submissions; empty if the course has no deadline
 * @param overrides the table of points changed by hand; empty if no table is given
 * @param roster the columns of the class's roster; empty if they are found by the names that learning platforms document
 * @param handIns which of several hand-ins of one student counts; empty if the instructor has not said so
 * @param countsBonusSteps whether bonus steps are graded and their points come on top of the score
 */
public record GradingConfig(Map<String, StepMarks> steps, Limits limits, Training training, Optional<Deadline> deadline,
        Optional<Path> overrides, Optional<Roster> roster, Optional<HandIns> handIns, boolean countsBonusSteps) {

    /** The kit's own settings. */
    public static final GradingConfig DEFAULT = new GradingConfig(Map.of(), Limits.DEFAULT,
            new Training(null, null), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** The choices among several hand-ins of one student. */
    public enum HandIns {
        /** The last one counts. */
        @JsonProperty("last")
        LAST,
        /** The one with the most points counts. */
        @JsonProperty("best")
        BEST,
        /** The last one that is on time counts; if none is, the last one. */
        @JsonProperty("last on time")
        LAST_ON_TIME
    }

    /**
     * The settings of one step. Null stands for the kit's own number.
     *
     * @param seconds the time limit of its tests
     */
    public record StepMarks(Integer points, Integer seconds) {}

    /**
     * The deadline, and what a late submission loses.
     *
     * @param at the deadline; its zone is a place such as Europe/Berlin, or an offset such as +01:00, without summer time
     * @param extensions the deadlines of single students, by the name as the instructor wrote it
     * @param late the rule; null if nothing is lost
     * @param times the table with the times of hand-in; null if no table is given
     */
    public record Deadline(ZonedDateTime at, Map<String, ZonedDateTime> extensions, Late late, Path times) {}

    /**
     * The rule for late submissions. Null stands for no such rule.
     *
     * @param grace the minutes after the deadline in which nothing is lost
     * @param percent the part of the reached points that each day begun costs
     * @param points the points that each day begun costs
     * @param most the most that is lost, in percent or in points
     * @param closes the number of days after which a submission counts 0
     * @param unknown the days that count for a submission that is marked as late without a time; 0 if submissions that are
     *     not marked, and whose time is not known, are in time
     */
    public record Late(int grace, Integer percent, Integer points, Integer most, Integer closes, Integer unknown) {

        /** Tells whether a submission is in time about which nothing is known. */
        public boolean isUnknownOnTime() {
            return unknown != null && unknown == 0;
        }
    }

    /**
     * The settings of the training. Null stands for the kit's own number.
     *
     * @param minutes the time limit
     */
    public record Training(Integer epochs, Integer minutes) {}

    /**
     * The names of a roster's columns. Null stands for a column that it does not have.
     *
     * @param moodle whether it is a grading worksheet of Moodle's
     * @param id the students' numbers or other identifiers
     * @param name the students' names, in one column or several; empty if it has none
     * @param email the e-mail addresses or user names
     * @param maximum the largest grade
     * @param locked for a column, the word of the rows whose grade can't be changed
     * @param feedback the comment
     * @param time the time of hand-in
     * @param timePattern how times are written, as Java's {@link DateTimeFormatter} has it
     * @param timeLanguage the language of the months and days in times; null for English
     */
    public record Roster(boolean moodle, String id, @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> name,
            String email, String grade, String maximum, Map<String, String> locked, String feedback, String time,
            String timePattern, String timeLanguage) {

        /** Replaces missing lists by empty ones. */
        public Roster {
            name = name == null ? List.of() : name;
            locked = locked == null ? Map.of() : locked;
        }

        /**
         * Returns the reader of times.
         *
         * @return it takes words in upper and lower case
         * @throws IllegalArgumentException if the pattern has a mistake
         */
        public DateTimeFormatter timeFormat() {
            return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(timePattern)
                    .toFormatter(timeLanguage == null ? Locale.ENGLISH : Locale.forLanguageTag(timeLanguage));
        }
    }

    /** Applies the course's points and seconds to the steps. */
    public List<Step> apply(List<Step> all) {
        return all.stream().map(this::apply).toList();
    }

    private Step apply(Step step) {
        StepMarks marks = steps.getOrDefault(step.id(), new StepMarks(null, null));
        return step.withMarks(marks.points() == null ? step.points() : marks.points(),
                marks.seconds() == null ? step.seconds() : marks.seconds());
    }
}
