/** The commands and their options. */
package org.rnnkit.cli.command;
