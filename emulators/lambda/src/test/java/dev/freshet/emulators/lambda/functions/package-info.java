/** Lambda's rules, one test each, and the fixtures that the tests of its callers share. */
@NullMarked
package dev.freshet.emulators.lambda.functions;

import org.jspecify.annotations.NullMarked;
