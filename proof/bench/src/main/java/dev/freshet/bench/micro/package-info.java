/** Single steps, measured by JMH: time and allocated bytes for each call. */
@NullMarked
package dev.freshet.bench.micro;

import org.jspecify.annotations.NullMarked;
