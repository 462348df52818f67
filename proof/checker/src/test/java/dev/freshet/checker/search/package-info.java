@NullMarked
package dev.freshet.checker.search;

import org.jspecify.annotations.NullMarked;
