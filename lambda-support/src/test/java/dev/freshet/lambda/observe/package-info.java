@NullMarked
package dev.freshet.lambda.observe;

import org.jspecify.annotations.NullMarked;
