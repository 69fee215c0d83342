/** The formats of a report, one class for each format. They know the report and nothing of how it was made. */
package org.rnnkit.grader.report.format;
