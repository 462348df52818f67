/** Looks whether changes show, some seconds later, and heals where one does not. */
@NullMarked
package dev.freshet.invalidator.auditor;

import org.jspecify.annotations.NullMarked;
