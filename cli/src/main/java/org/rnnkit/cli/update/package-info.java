/** The update of a student's copy to a newer handout: what changes, what is kept, and how it is undone. */
package org.rnnkit.cli.update;
