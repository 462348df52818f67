/** Who may come in. */
@NullMarked
package dev.freshet.gateway;

import org.jspecify.annotations.NullMarked;
