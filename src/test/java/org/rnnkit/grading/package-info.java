/** How the graded tests run and speak: which step a test belongs to, random sizes, messages, the board. */
package org.rnnkit.grading;
