/** The results of a class: its table, its page, and the file that a later run reads. */
package org.rnnkit.classroom.results;
