/** The operators' console: follows the local system and answers its page, within bounded memory. */
@NullMarked
package dev.freshet.local.console;

import org.jspecify.annotations.NullMarked;
