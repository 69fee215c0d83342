/** The entry point of the command line. */
package org.rnnkit.cli;
