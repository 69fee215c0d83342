/**
 * The command line and what is common to all rooms. A submission walks through them in this order: command (what is
 * asked for), config (what the course wants), submission (what is taken), compile, run (processes, kept in by isolation,
 * in which worker runs), verify (the independent check), extras, report (with the forms in report.format); classroom does
 * that for many. A later room's things are not needed in an earlier one. Beside the way lie doctor,
 * authoring, and javasource, the lexer that several of them read Java with.
 */
package org.rnnkit.grader;
