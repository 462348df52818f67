/** API Gateway's rules, one test each. */
@NullMarked
package dev.freshet.local.gateway;

import org.jspecify.annotations.NullMarked;
