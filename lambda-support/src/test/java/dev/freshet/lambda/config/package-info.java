@NullMarked
package dev.freshet.lambda.config;

import org.jspecify.annotations.NullMarked;
