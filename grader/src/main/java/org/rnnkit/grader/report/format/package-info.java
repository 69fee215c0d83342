/**
 * The forms of a report, one a class; the page's is a template. They know the report and nothing of how it came about, and
 * can rely on its text being printable; each escapes what its own form would take for more than text. ReportFiles writes
 * them.
 */
package org.rnnkit.grader.report.format;
