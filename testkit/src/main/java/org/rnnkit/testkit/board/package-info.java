/** The board that a student reads at the end of a test run. */
package org.rnnkit.testkit.board;
