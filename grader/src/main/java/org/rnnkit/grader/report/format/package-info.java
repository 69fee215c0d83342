/** The formats of a report, one a class. */
package org.rnnkit.grader.report.format;
