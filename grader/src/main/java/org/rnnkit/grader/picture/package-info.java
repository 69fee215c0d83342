/**
 * The kit's HTML pages: the engine that puts a page's data into its template, and the data of the pages that several
 * packages make or that need work of their own, a training's above all. The templates lie in src/main/jte, one a page,
 * with the pieces that they share; their style sheets and scripts lie beside this package's classes.
 */
package org.rnnkit.grader.picture;
