/** What functions do before SnapStart takes a snapshot of them. */
@NullMarked
package dev.freshet.lambda.snapshot;

import org.jspecify.annotations.NullMarked;
