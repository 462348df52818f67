/** The operators' commands, and the program that runs them on a deployed stack. */
@NullMarked
package dev.freshet.operations.cli;

import org.jspecify.annotations.NullMarked;
