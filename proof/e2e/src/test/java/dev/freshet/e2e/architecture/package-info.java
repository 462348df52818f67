/** Which module may see what, asked of the compiled classes. */
@NullMarked
package dev.freshet.e2e.architecture;

import org.jspecify.annotations.NullMarked;
