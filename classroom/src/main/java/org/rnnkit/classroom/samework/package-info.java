/** The search for the same work: files of different submissions whose code is equal. It never changes a mark. */
package org.rnnkit.classroom.samework;
