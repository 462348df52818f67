/** Rules of the architecture, checked on the compiled classes. */
@NullMarked
package dev.freshet.e2e.architecture;

import org.jspecify.annotations.NullMarked;
