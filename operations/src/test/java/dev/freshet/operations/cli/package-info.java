/** What the commands and the script promise to those who type them. */
@NullMarked
package dev.freshet.operations.cli;

import org.jspecify.annotations.NullMarked;
