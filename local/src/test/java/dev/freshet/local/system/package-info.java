/** What the system as a whole promises: its start, its stop and its view of each change. */
@NullMarked
package dev.freshet.local.system;

import org.jspecify.annotations.NullMarked;
