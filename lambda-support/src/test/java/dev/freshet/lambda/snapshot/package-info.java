@NullMarked
package dev.freshet.lambda.snapshot;

import org.jspecify.annotations.NullMarked;
