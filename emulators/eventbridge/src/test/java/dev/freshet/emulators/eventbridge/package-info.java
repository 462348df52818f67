/** EventBridge's rules, one test each. */
@NullMarked
package dev.freshet.emulators.eventbridge;

import org.jspecify.annotations.NullMarked;
