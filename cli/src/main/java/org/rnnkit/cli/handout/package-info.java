/** The copy of the kit that students get, without the reference, and its update to a newer one. */
package org.rnnkit.cli.handout;
