/** A chapter as HTML, made from the same Markdown that GitHub shows, and its questions with an answer to every choice. */
package org.rnnkit.learner.chapter;
