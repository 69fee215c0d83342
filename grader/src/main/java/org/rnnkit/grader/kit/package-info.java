/** The kit's own layout: where its steps, tests, chapters and classes are. */
package org.rnnkit.grader.kit;
