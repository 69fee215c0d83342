/** The examination of a machine: everything that the kit needs, looked at one by one. */
package org.rnnkit.cli.doctor;
