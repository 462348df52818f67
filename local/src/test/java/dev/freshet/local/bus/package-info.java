/** EventBridge's rules, one test each. */
@NullMarked
package dev.freshet.local.bus;

import org.jspecify.annotations.NullMarked;
