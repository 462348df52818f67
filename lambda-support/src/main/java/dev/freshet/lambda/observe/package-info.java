/** Logs and metrics as CloudWatch takes them from a function's standard output. */
@NullMarked
package dev.freshet.lambda.observe;

import org.jspecify.annotations.NullMarked;
