/** The last line of a student's Maven build, a sentence that says what to do next. */
package org.rnnkit.buildend;
