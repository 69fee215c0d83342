/** The last line of a student's Maven build: it says in words what to do next. */
package org.rnnkit.buildend;
