@NullMarked
package dev.freshet.local.operations;

import org.jspecify.annotations.NullMarked;
