/** The platforms of Freshet: in this JVM, on LocalStack, or as a deployed stack. */
@NullMarked
package dev.freshet.e2e.platform;

import org.jspecify.annotations.NullMarked;
