/** The pages in the browser: their configuration, and their way into a stack's bucket. */
@NullMarked
package dev.freshet.operations.pages;

import org.jspecify.annotations.NullMarked;
