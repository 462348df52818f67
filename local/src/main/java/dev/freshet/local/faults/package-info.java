/** The fault panel: what may go wrong in the local system on demand, by name. */
@NullMarked
package dev.freshet.local.faults;

import org.jspecify.annotations.NullMarked;
