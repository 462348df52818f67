@NullMarked
package dev.freshet.emulators.cognito;

import org.jspecify.annotations.NullMarked;
