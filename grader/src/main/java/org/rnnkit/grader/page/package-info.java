/** The HTML pages: their templates' data, escaping, and curves drawn as SVG. */
package org.rnnkit.grader.page;
