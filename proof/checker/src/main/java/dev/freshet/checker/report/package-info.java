/** The command {@code check}: what is searched, and what is printed about it. */
@NullMarked
package dev.freshet.checker.report;

import org.jspecify.annotations.NullMarked;
