package org.rnnkit.grader.config;

import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Map;

/**
 * The deadline, and what a late submission loses.
 *
 * @param at the deadline; its zone is a place such as Europe/Berlin, or an offset such as +01:00, without summer time
 * @param extensions the deadlines of single students, by the name as the instructor wrote it
 * @param late the rule; null if nothing is lost
 * @param times the table with the times of hand-in; null if no table is given
 */
public record Deadline(ZonedDateTime at, Map<String, ZonedDateTime> extensions, LateSettings late, Path times) {}
