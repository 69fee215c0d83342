/** The inbox of a class: which uploads belong to which student. */
package org.rnnkit.classroom.inbox;
