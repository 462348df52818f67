/** The command {@code check} and its report. */
@NullMarked
package dev.freshet.checker.report;

import org.jspecify.annotations.NullMarked;
