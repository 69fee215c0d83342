/** The start of the kit: what the launcher runs before a command, to build the kit and to find its libraries. */
package org.rnnkit.cli.start;
