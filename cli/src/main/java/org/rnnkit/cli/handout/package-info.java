/** The copy of the kit that students get: without the reference, as a repository of its own. */
package org.rnnkit.cli.handout;
