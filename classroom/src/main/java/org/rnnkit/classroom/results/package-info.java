/** The results of a class: its table, its page, the file that a later run reads, and the page about a complaint. */
package org.rnnkit.classroom.results;
