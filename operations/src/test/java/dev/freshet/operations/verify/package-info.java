@NullMarked
package dev.freshet.operations.verify;

import org.jspecify.annotations.NullMarked;
