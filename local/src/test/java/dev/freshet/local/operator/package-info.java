@NullMarked
package dev.freshet.local.operator;

import org.jspecify.annotations.NullMarked;
