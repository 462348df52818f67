/** Settings of a function, read once from its environment. */
@NullMarked
package dev.freshet.lambda.config;

import org.jspecify.annotations.NullMarked;
