@NullMarked
package dev.freshet.emulators.secrets;

import org.jspecify.annotations.NullMarked;
