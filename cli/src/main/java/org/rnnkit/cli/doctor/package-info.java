/** The checks of a machine: everything that the kit needs, tried one by one. */
package org.rnnkit.cli.doctor;
