@NullMarked
package dev.freshet.lambda.http;

import org.jspecify.annotations.NullMarked;
