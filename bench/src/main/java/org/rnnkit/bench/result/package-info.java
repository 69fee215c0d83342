/** What a run found, as it goes into JSON. */
package org.rnnkit.bench.result;
