/** The layout of the kit: its steps, tests, chapters and classes. */
package org.rnnkit.grader.kit;
