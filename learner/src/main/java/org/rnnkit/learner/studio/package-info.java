/** The studio's web server: access, routes, live events, and the frame of every page. Its parts are in other packages. */
package org.rnnkit.learner.studio;
