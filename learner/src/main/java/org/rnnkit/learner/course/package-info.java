/** The course on pages: the studio with its session and server, and a page for each step. */
package org.rnnkit.learner.course;
