@NullMarked
package dev.freshet.lambda.json;

import org.jspecify.annotations.NullMarked;
