/** A chapter as HTML, made from the same Markdown that GitHub shows. */
package org.rnnkit.learner.chapter;
