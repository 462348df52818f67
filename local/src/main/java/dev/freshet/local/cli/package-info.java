/** The commands of {@code ./freshet}: one class each. */
@NullMarked
package dev.freshet.local.cli;

import org.jspecify.annotations.NullMarked;
