/** The course on pages: the studio with its watch loop and server, and a page for each step. */
package org.rnnkit.learner.course;
