@NullMarked
package dev.freshet.local.edge;

import org.jspecify.annotations.NullMarked;
