/** The drawing of a failed comparison of arrays as HTML, for every page that shows a verdict. */
package org.rnnkit.testkit.figure;
