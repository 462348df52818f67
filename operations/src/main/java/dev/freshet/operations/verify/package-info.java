/** Measures on a deployed stack what the design takes for granted of AWS. */
@NullMarked
package dev.freshet.operations.verify;

import org.jspecify.annotations.NullMarked;
