/** The studio as a whole: the watch loop and the server with all its parts. */
package org.rnnkit.learner.course;
