/** Lambda's rules, one test each, and the fixtures that the tests of its callers share. */
@NullMarked
package dev.freshet.local.functions;

import org.jspecify.annotations.NullMarked;
