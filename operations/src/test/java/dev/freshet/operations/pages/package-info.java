@NullMarked
package dev.freshet.operations.pages;

import org.jspecify.annotations.NullMarked;
