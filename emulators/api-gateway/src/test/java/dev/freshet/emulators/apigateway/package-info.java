/** API Gateway's rules, one test each. */
@NullMarked
package dev.freshet.emulators.apigateway;

import org.jspecify.annotations.NullMarked;
