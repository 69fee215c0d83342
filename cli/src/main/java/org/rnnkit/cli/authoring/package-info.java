/** Files derived from others, such as stubs and chapter examples, and the check that they still agree. */
package org.rnnkit.cli.authoring;
